import {
  decodeBody,
  isJsonRequest,
  MAX_BODY_SIZE,
  type OperationId,
  type Outcome,
  operations,
  parseJson,
  refuse,
} from '@portal/contract';
import type { MockExchange } from './exchange.ts';

/** The input a REST request carries, before its shape is judged; what is no JSON reads as undefined. */
export function readInput(
  exchange: MockExchange,
  id: OperationId,
  params: Readonly<Record<string, string>>,
): Outcome<unknown> {
  const { from } = operations[id].input;
  if (from === 'nothing') return { ok: true, value: undefined };
  if (from === 'path') return decodeParams(params);
  const text = readBody(exchange);
  return text.ok ? { ok: true, value: parseJson(text.value) } : text;
}

/** The text of a body under the contract's limits: one content type, at most 16 KiB, UTF-8. */
export function readBody({ request, body }: MockExchange): Outcome<string | undefined> {
  const { headers } = request;
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (!isJsonRequest(headers.get('content-type') ?? '', encoding)) {
    return refuse({ code: 'unsupported_media_type' });
  }
  if (body.length > MAX_BODY_SIZE) return refuse({ code: 'request_too_large' });
  return { ok: true, value: decodeBody(body) };
}

/** The text behind a percent-encoding; undefined when that is broken. */
export function decodeText(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function decodeParams(params: Readonly<Record<string, string>>): Outcome<unknown> {
  const decoded = Object.entries(params).map(([name, text]) => [name, decodeText(text)] as const);
  return decoded.some(([, text]) => text === undefined)
    ? refuse({ code: 'invalid_request' })
    : { ok: true, value: Object.fromEntries(decoded) };
}
