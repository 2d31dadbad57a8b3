import { findHeader, type WireAnswer } from '../wire/parse-answer.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The status of an answer, and the user it speaks of. */
export function toLabel({ status, body }: WireAnswer): string {
  const { username, user } = parseObject(body);
  const name = username ?? (user as { username?: unknown } | undefined)?.username;
  return name === undefined ? `${status}` : `${status} ${name}`;
}

/** Whether a refusal is the error that the contract has for all: one sentence, and the id that its header has. */
export function isWellFormedError(answer: WireAnswer): boolean {
  const { error, correlation_id: id } = parseObject(answer.body);
  return (
    typeof error === 'string' &&
    UUID.test(String(id)) &&
    findHeader(answer, 'x-correlation-id') === id &&
    /^application\/json\b/.test(findHeader(answer, 'content-type') ?? '')
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
