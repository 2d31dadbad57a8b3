import {
  type ErrorCode,
  type Example,
  type ExampleViewer,
  errorRegistry,
  fieldErrorSentences,
} from '@portal/contract';
import { PLATFORMS, type UserFieldError } from '@portal/domain';

/** A kind of answer: an error, a field that failed, or neither. */
export type AnswerKind = ErrorCode | UserFieldError['code'] | 'ok';

/** An operation, who called it, and the kind of the answer; `any` stands for a path that is no operation's. */
export interface CoverageKey {
  readonly operation: string;
  readonly viewer: ExampleViewer;
  readonly kind: AnswerKind;
}

/** `users.me 401 anonymous authentication_required`. */
export function toCoverageText({ operation, viewer, kind }: CoverageKey): string {
  return `${operation} ${statusOfKind(kind)} ${viewer} ${kind}`;
}

/** A field that fails leaves the status as it is. */
export function statusOfKind(kind: AnswerKind): number {
  return Object.hasOwn(errorRegistry, kind) ? errorRegistry[kind as ErrorCode].status : 200;
}

/** A value or an error, as responses and examples have them. */
type Outcome = { readonly value: unknown } | { readonly code: ErrorCode };

/** Every kind of an answer: an update that stores one field and fails for another has two. */
export function answerKinds(outcome: Outcome): readonly AnswerKind[] {
  if ('code' in outcome) return [outcome.code];
  const { errors } = (outcome.value ?? {}) as { readonly errors?: Record<string, string> | null };
  const failed = Object.values(errors ?? {}).map((message) => fieldErrorOf.get(message));
  return ['ok', ...failed.filter((code) => code !== undefined)];
}

export function exampleKinds({ outcome }: Example): readonly AnswerKind[] {
  return answerKinds(outcome.ok ? { value: outcome.value } : { code: outcome.error.code });
}

const fieldErrorOf = new Map(
  Object.entries(fieldErrorSentences).flatMap(([code, message]) =>
    PLATFORMS.map((platform) => [
      message.replace('{platform}', platform),
      code as UserFieldError['code'],
    ]),
  ),
);
