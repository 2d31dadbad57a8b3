import {
  type ErrorCode,
  MAX_BODY_SIZE,
  type OperationId,
  operations,
  TRPC_ENDPOINT,
} from '@portal/contract';
import { JSON_HEADERS, type Question, type RawQuestion, toRawQuestion } from './question.ts';
import type { Transport } from './transport.ts';

export const FOREIGN_ORIGIN = 'https://foreign.example';

/** A question of each operation that changes nothing and that every signed-in viewer may ask. */
export const harmless = {
  'users.me': { operation: 'users.me' },
  'users.updateMe': { operation: 'users.updateMe', input: {} },
  'users.profile': { operation: 'users.profile', input: { username: 'exampleuser' } },
} as const satisfies Record<OperationId, Question>;

/** The request that meets an error, where the request alone decides it; undefined where it does not. */
export function findProvocation(
  code: ErrorCode,
  operation: OperationId,
  over: Transport,
): RawQuestion | undefined {
  switch (code) {
    case 'invalid_request':
      return provokeInvalid(operation, over);
    case 'access_denied':
      return withHeaders(operation, over, { origin: FOREIGN_ORIGIN });
    case 'unsupported_media_type':
      return withHeaders(operation, over, { 'content-type': 'text/plain' });
    case 'request_too_large':
      return withBody(operation, over, toPadding(MAX_BODY_SIZE + 1));
    case 'user_not_found':
      return toRawQuestion({ operation, input: { username: 'nobody' } }, over);
    default:
      return undefined;
  }
}

/** A JSON object of so many bytes. */
export function toPadding(size: number): string {
  return `{"padding":"${'x'.repeat(size - '{"padding":""}'.length)}"}`;
}

/** A request whose body is exactly this. */
export function withBody(operation: OperationId, over: Transport, body: string): RawQuestion {
  return { ...toRawQuestion(harmless[operation], over), body };
}

/** An update that changes nothing, with other headers. */
export function withHeaders(
  operation: OperationId,
  over: Transport,
  headers: Readonly<Record<string, string>>,
): RawQuestion {
  const question = toRawQuestion(harmless[operation], over);
  return { ...question, headers: { ...JSON_HEADERS, ...headers } };
}

function provokeInvalid(operation: OperationId, over: Transport): RawQuestion {
  const { method, path } = operations[operation];
  if (method === 'POST') return withBody(operation, over, '[]');
  const malformed = path.replace(/\{\w+\}/, '%zz');
  return {
    method,
    operation,
    path: over === 'REST' ? malformed : `${TRPC_ENDPOINT}/${operation}?input=%7B`,
  };
}
