import { type ErrorCode, MAX_BODY_SIZE, TRPC_ENDPOINT } from '@portal/contract';
import { goodCall, type OperationRow } from '../contract-table.ts';
import { JSON_HEADERS, type RawRequest, toRawRequest } from './call.ts';
import type { Transport } from './transport.ts';

export const FOREIGN_ORIGIN = 'https://foreign.example';

/** A request that causes an error by its form alone; undefined when no form of a request causes it. */
export function requestCausing(
  code: ErrorCode,
  operation: OperationRow,
  over: Transport,
): RawRequest | undefined {
  const hasBody = operation.input.from === 'body';
  if (code === 'invalid_request') {
    return hasBody ? withBody(operation, over, '[]') : withMalformedTarget(operation, over);
  }
  if (!hasBody) return undefined;
  if (code === 'access_denied') return withHeaders(operation, over, { origin: FOREIGN_ORIGIN });
  if (code === 'unsupported_media_type') {
    return withHeaders(operation, over, { 'content-type': 'text/plain' });
  }
  return code === 'request_too_large'
    ? withBody(operation, over, toPadding(MAX_BODY_SIZE + 1))
    : undefined;
}

/** A JSON object of that many bytes, with the fields given. */
export function toPadding(size: number, fields: unknown = {}): string {
  const empty = JSON.stringify({ ...(fields as object), padding: '' });
  return empty.replace(/""\}$/, `"${'x'.repeat(size - empty.length)}"}`);
}

/** A request with exactly this body. */
export function withBody(operation: OperationRow, over: Transport, body: string): RawRequest {
  return { ...toRawRequest(goodCall(operation), over), body };
}

/** A good call with other headers. */
export function withHeaders(
  operation: OperationRow,
  over: Transport,
  headers: Readonly<Record<string, string>>,
): RawRequest {
  const request = toRawRequest(goodCall(operation), over);
  return { ...request, headers: { ...JSON_HEADERS, ...headers } };
}

function withMalformedTarget(operation: OperationRow, over: Transport): RawRequest | undefined {
  const { method, path, id } = operation;
  if (over === 'tRPC') return { method, operation, path: `${TRPC_ENDPOINT}/${id}?input=%7B` };
  const malformed = path.replace(/\{\w+\}/, '%zz');
  return malformed === path ? undefined : { method, operation, path: malformed };
}
