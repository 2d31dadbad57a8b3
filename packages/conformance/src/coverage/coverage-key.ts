import {
  type ErrorCode,
  type ExampleViewer,
  errorRegistry,
  fieldErrorSentences,
  type OperationId,
} from '@portal/contract';
import { PLATFORMS, type UserFieldError } from '@portal/domain';
import type { AnswerOutcome } from '../asking/read-outcome.ts';

/** A kind of answer: an error, a field that failed, or neither. */
export type AnswerKind = ErrorCode | UserFieldError['code'] | 'ok';

/** Who asked what, and which kind of answer came; `any` stands for a path that is no operation's. */
export interface CoverageKey {
  readonly operation: OperationId | 'any';
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

/** Every kind an answer is of: an update that stores one field and refuses another is of two. */
export function answerKinds(outcome: AnswerOutcome): readonly AnswerKind[] {
  if ('code' in outcome) return [outcome.code];
  const { errors } = (outcome.value ?? {}) as { readonly errors?: Record<string, string> | null };
  const failed = Object.values(errors ?? {}).map((sentence) => fieldErrorOf.get(sentence));
  return ['ok', ...failed.filter((code) => code !== undefined)];
}

const fieldErrorOf = new Map(
  Object.entries(fieldErrorSentences).flatMap(([code, sentence]) =>
    PLATFORMS.map((platform) => [
      sentence.replace('{platform}', platform),
      code as UserFieldError['code'],
    ]),
  ),
);
