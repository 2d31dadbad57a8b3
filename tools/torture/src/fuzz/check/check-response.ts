import { findHeader, type WireAnswer } from '../../wire/parse-answer.ts';
import type { Ask } from '../requests/ask.ts';
import { findMarks } from '../world/marks.ts';
import type { Outcome, Prediction } from '../world/predict.ts';
import { findDifference } from './find-difference.ts';
import { readBody } from './read-body.ts';
import type { BodyCheck } from './schema-check.ts';

/** What kinds of faults an answer may have, each a row of the table. */
export const FAULTS = {
  unanswered: 'requests without an answer',
  server: 'server errors',
  undocumented: 'statuses, bodies and keys the document does not have',
  headers: 'headers missing or wrong',
  model: 'answers other than the model of users predicts',
  leak: 'private values seen by who may not',
} as const;

export type Fault = keyof typeof FAULTS;

export interface Finding {
  readonly fault: Fault;
  readonly text: string;
}

/** By what answers are checked. */
export interface Checks {
  readonly checkBody: BodyCheck;
  /** The sentence of every documented error. */
  readonly sentences: ReadonlySet<string>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TOKEN_OR_HASH = /[0-9a-f]{64}/i;
/** Whether nothing was done, and rightly: the database is busy, or the address over its limit. */
export function isLater({ isHurried = false }: Ask, { status }: WireAnswer): boolean {
  return status === 503 || (status === 429 && isHurried);
}

/** Everything that is wrong with an answer. */
export function checkResponse(
  ask: Ask,
  answer: WireAnswer | undefined,
  checks: Checks,
): readonly Finding[] {
  if (answer === undefined) return [{ fault: 'unanswered', text: 'the connection ended instead' }];
  return [
    ...checkStatus(answer),
    ...checkHeaders(ask, answer),
    ...checkItems(ask, answer, checks),
    ...checkSecrets(ask, answer),
  ];
}

/** A 503 as well: it was asked again before it came here. */
function checkStatus({ status }: WireAnswer): readonly Finding[] {
  return status >= 500 ? [{ fault: 'server', text: `status ${status}` }] : [];
}

function checkHeaders({ request }: Ask, answer: WireAnswer): readonly Finding[] {
  const { status, body } = answer;
  const find = (name: string) => findHeader(answer, name) ?? '';
  const id = find('x-correlation-id');
  const faults = [
    !UUID.test(id) && 'no X-Correlation-Id',
    request.headers.some(([, value]) => value === id) && 'the correlation id that was sent',
    body !== '' && find('content-type') !== 'application/json' && 'not application/json',
    status === 405 && !/^[A-Z]+(, [A-Z]+)*$/.test(find('allow')) && 'a 405 without Allow',
    status === 429 && !/^[1-9]\d*$/.test(find('retry-after')) && 'a 429 without Retry-After',
  ];
  return faults.filter((text) => text !== false).map((text) => ({ fault: 'headers', text }));
}

function checkItems(ask: Ask, answer: WireAnswer, checks: Checks): readonly Finding[] {
  const items = readBody(ask.envelope, answer);
  if (typeof items === 'string') return [{ fault: 'undocumented', text: items }];
  const id = findHeader(answer, 'x-correlation-id');
  const predictions = isLater(ask, answer) ? undefined : ask.predictions;
  const found = items.flatMap(({ status, body }, at): readonly Finding[] => {
    const prediction = predictions?.[at];
    return [
      ...checkSchema({ status, body }, prediction?.operation, checks),
      ...(status >= 400 && body['correlation_id'] !== id
        ? [{ fault: 'headers', text: 'another correlation id in the body' } as const]
        : []),
      ...(prediction === undefined ? [] : checkPrediction({ status, body }, prediction)),
    ];
  });
  const isCounted =
    predictions === undefined ||
    ['head', 'any'].includes(ask.envelope) ||
    predictions.length === items.length;
  return isCounted ? found : [...found, { fault: 'model', text: `${items.length} answers` }];
}

/** Of what the prediction does not name, only refusals can be checked by the document. */
function checkSchema(
  { status, body }: Item,
  operation: string | undefined,
  { checkBody, sentences }: Checks,
): readonly Finding[] {
  const error = body['error'];
  const isUnknown = status >= 400 && !sentences.has(String(error));
  const fault =
    operation === undefined && status < 400 ? undefined : checkBody(operation ?? '', status, body);
  return [
    ...(isUnknown ? [{ fault: 'undocumented', text: `the sentence ${error}` } as const] : []),
    ...(fault === undefined ? [] : [{ fault: 'undocumented', text: fault } as const]),
  ];
}

interface Item {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

function checkPrediction(item: Item, { outcomes }: Prediction): readonly Finding[] {
  const differences = outcomes.map((outcome) => compare(item, outcome));
  const [first] = differences;
  return first === undefined || differences.includes(undefined)
    ? []
    : [{ fault: 'model', text: first }];
}

function compare({ status, body }: Item, outcome: Outcome): string | undefined {
  if (status !== outcome.status) return `status ${status}, not ${outcome.status}`;
  const id = status >= 400 && { correlation_id: () => true };
  return findDifference(body, { ...outcome.body, ...id });
}

/** Headers and body alike: what the viewer may not see is nowhere. */
function checkSecrets({ predictions }: Ask, { head, body }: WireAnswer): readonly Finding[] {
  const text = `${head}\n${body}`;
  const seen = findMarks(text).filter((mark) => !predictions.some(({ maySee }) => maySee(mark)));
  const secrets = seen.map(({ reader, userId }) => `what is for ${reader} of user ${userId}`);
  if (TOKEN_OR_HASH.test(text)) secrets.push('a session token, or its hash');
  return secrets.slice(0, 3).map((secret) => ({ fault: 'leak', text: secret }));
}
