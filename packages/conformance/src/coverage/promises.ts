import {
  type ErrorCode,
  EXAMPLE_VIEWERS,
  type ExampleViewer,
  fieldErrorSentences,
  operations,
} from '@portal/contract';
import { ADMITTED, OPERATION_IDS } from '../cases/viewers.ts';
import type { AnswerKind, CoverageKey } from './coverage-key.ts';

/** Who may meet an error; a new error of the registry does not compile until it is said here. */
const viewersOf: Readonly<Record<ErrorCode, readonly ExampleViewer[]>> = {
  invalid_request: ADMITTED,
  authentication_required: ['anonymous'],
  invalid_api_key: [],
  invalid_code: [],
  account_banned: ['banned'],
  account_timed_out: ['timed_out'],
  access_denied: EXAMPLE_VIEWERS,
  web_login_required: [],
  user_not_found: ADMITTED,
  session_not_found: [],
  not_found: ['anonymous', 'user'],
  method_not_allowed: ['anonymous', 'user'],
  request_timeout: [],
  request_too_large: EXAMPLE_VIEWERS,
  unsupported_media_type: EXAMPLE_VIEWERS,
  too_many_requests: EXAMPLE_VIEWERS,
  headers_too_large: ['anonymous'],
  internal_error: EXAMPLE_VIEWERS,
  service_unavailable: EXAMPLE_VIEWERS,
};

/** Errors that no case meets anywhere, and why. */
export const unmetErrors: Readonly<Partial<Record<ErrorCode, string>>> = {
  request_timeout: 'no request that a fetch function sends arrives late',
};

/** Errors that come before a path is an operation's. */
const ERRORS_OF_ANY_PATH = ['not_found', 'headers_too_large'] as const;

/** Every operation by viewer and kind of answer, as the contract promises them. */
export const promises: readonly CoverageKey[] = [
  ...OPERATION_IDS.flatMap((operation) =>
    kindsOf(operation).flatMap((kind) =>
      viewersOfKind(kind).map((viewer) => ({ operation, viewer, kind })),
    ),
  ),
  ...ERRORS_OF_ANY_PATH.flatMap((kind) =>
    viewersOf[kind].map((viewer) => ({ operation: 'any' as const, viewer, kind })),
  ),
];

function kindsOf(operation: (typeof OPERATION_IDS)[number]): readonly AnswerKind[] {
  const { errors } = operations[operation];
  const fields = operation === 'users.updateMe' ? Object.keys(fieldErrorSentences) : [];
  return ['ok', ...(fields as AnswerKind[]), ...errors, 'method_not_allowed'];
}

function viewersOfKind(kind: AnswerKind): readonly ExampleViewer[] {
  const isError = Object.hasOwn(viewersOf, kind);
  return isError ? viewersOf[kind as ErrorCode] : ADMITTED;
}
