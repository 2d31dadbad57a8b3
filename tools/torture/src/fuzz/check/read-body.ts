import type { WireAnswer } from '../../wire/parse-answer.ts';
import type { Envelope } from '../requests/ask.ts';

type Json = Readonly<Record<string, unknown>>;

/** The answer to one call, in REST's form. */
export interface AnsweredCall {
  readonly status: number;
  readonly body: Json;
}

/** The tRPC code of each status that Portal answers with. */
const CODES: Readonly<Record<number, readonly [string, number]>> = {
  400: ['BAD_REQUEST', -32600],
  401: ['UNAUTHORIZED', -32001],
  403: ['FORBIDDEN', -32003],
  404: ['NOT_FOUND', -32004],
  405: ['METHOD_NOT_SUPPORTED', -32005],
  413: ['PAYLOAD_TOO_LARGE', -32013],
  415: ['UNSUPPORTED_MEDIA_TYPE', -32015],
  429: ['TOO_MANY_REQUESTS', -32029],
  503: ['SERVICE_UNAVAILABLE', -32603],
};

/** Takes an answer out of its envelope, or says what is wrong with that. */
export function readBody(envelope: Envelope, answer: WireAnswer): readonly AnsweredCall[] | string {
  if (envelope === 'head') return answer.body === '' ? [] : 'a body in answer to HEAD';
  const value = parse(answer.body);
  if (value === undefined) return 'a body that is no JSON object';
  if (envelope !== 'any' && isTrpc(value) === (envelope === 'rest')) return 'the other form';
  if (!isTrpc(value)) return [{ status: answer.status, body: value as Json }];
  return readTrpc([value].flat(), answer.status);
}

function readTrpc(items: readonly unknown[], status: number): readonly AnsweredCall[] | string {
  const calls = items.map(openEnvelope);
  if (calls.includes(undefined)) return `an envelope that is none: ${JSON.stringify(items)}`;
  const statuses = [...new Set(calls.map((call) => call?.status))];
  const whole = statuses.length === 1 ? statuses[0] : 207;
  return whole === status ? (calls as AnsweredCall[]) : `status ${status} around ${statuses}`;
}

function isTrpc(value: object): boolean {
  return (
    Array.isArray(value) ||
    'result' in value ||
    ('error' in value && typeof value.error === 'object')
  );
}

function openEnvelope(value: unknown): AnsweredCall | undefined {
  const { result = {}, error = {} } = value as { readonly result?: Json; readonly error?: Json };
  if (hasKeys(value, ['result']) && hasKeys(result, ['data'])) {
    return { status: 200, body: result['data'] as Json };
  }
  if (!hasKeys(value, ['error']) || !hasKeys(error, ['message', 'code', 'data'])) return undefined;
  const { code, httpStatus, ...context } = error['data'] as Json;
  const [name, number] = CODES[Number(httpStatus)] ?? [];
  if (name !== code || number !== error['code']) return undefined;
  return { status: Number(httpStatus), body: { error: error['message'], ...context } };
}

function hasKeys(value: unknown, keys: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === keys.join();
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
