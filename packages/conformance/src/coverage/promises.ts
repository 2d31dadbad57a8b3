import { type ErrorCode, EXAMPLE_VIEWERS, type ExampleViewer } from '@portal/contract';
import { type ContractTable, callersOf, type OperationRow, viewersOf } from '../contract-table.ts';
import { type AnswerKind, type CoverageKey, exampleKinds } from './coverage-key.ts';

/** Errors that do not depend on the operation, with the viewers who can get them; `callers` may call the operation. */
const generalErrors: Readonly<Partial<Record<ErrorCode, readonly ExampleViewer[] | 'callers'>>> = {
  invalid_request: 'callers',
  authentication_required: ['anonymous'],
  account_banned: ['banned'],
  account_timed_out: ['timed_out'],
  access_denied: EXAMPLE_VIEWERS,
  method_not_allowed: ['anonymous', 'user'],
  request_too_large: EXAMPLE_VIEWERS,
  unsupported_media_type: EXAMPLE_VIEWERS,
  too_many_requests: EXAMPLE_VIEWERS,
  internal_error: EXAMPLE_VIEWERS,
  service_unavailable: EXAMPLE_VIEWERS,
};

/** Errors that no case meets anywhere, and why. */
export const unmetErrors: Readonly<Partial<Record<ErrorCode, string>>> = {
  request_timeout: 'no request that a fetch function sends arrives late',
};

/** Errors of paths that are no operation's. */
const ERRORS_OF_ANY_PATH: readonly CoverageKey[] = [
  { operation: 'any', viewer: 'anonymous', kind: 'not_found' },
  { operation: 'any', viewer: 'user', kind: 'not_found' },
  { operation: 'any', viewer: 'anonymous', kind: 'headers_too_large' },
];

/** Every operation by viewer and kind of answer, as its row and its examples promise them. */
export function listPromises(table: ContractTable): readonly CoverageKey[] {
  return [
    ...table.flatMap((operation) =>
      kindsOf(operation).flatMap((kind) =>
        viewersOfKind(operation, kind).map((viewer) => ({ operation: operation.id, viewer, kind })),
      ),
    ),
    ...ERRORS_OF_ANY_PATH,
  ];
}

function kindsOf({ errors, examples }: OperationRow): readonly AnswerKind[] {
  const shown = Object.values(examples).flatMap(exampleKinds);
  return [...new Set<AnswerKind>(['ok', ...shown, ...errors, 'method_not_allowed'])];
}

/** The viewers of the examples that show it, where the error is one of the operation's own. */
function viewersOfKind(operation: OperationRow, kind: AnswerKind): readonly ExampleViewer[] {
  const general = generalErrors[kind as ErrorCode];
  if (general === undefined) {
    return viewersOf(operation, (example) => exampleKinds(example).includes(kind));
  }
  return general === 'callers' ? callersOf(operation) : general;
}
