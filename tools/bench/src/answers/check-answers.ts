import { toTimestamp } from '@portal/domain';
import { request } from 'undici';
import type { Implementation } from '../implementation.ts';
import { LONG_AGO } from '../population/person.ts';
import type { World } from '../population/world.ts';
import type { Answer, HttpRequest, Transport } from '../transports/call.ts';
import { transports } from '../transports/transports.ts';
import { type AnswerCheck, JUST_NOW } from './answer-check.ts';
import { createAnswerChecks } from './answer-checks.ts';
import { findDifference } from './find-difference.ts';

const PATIENCE = { headersTimeout: 20_000, bodyTimeout: 20_000 };

/** How a server's answers were found. */
export interface AnswersFound {
  readonly checked: number;
  /** Whose answer to what differed, and how; empty when all were right. */
  readonly wrong: readonly string[];
}

/** Asks a server for everything that it claims to serve. Its database must be as it was made. */
export async function checkAnswers(
  { name, serves, trusting = false }: Implementation,
  url: string,
  world: World,
): Promise<AnswersFound> {
  let checked = 0;
  const wrong: string[] = [];
  const begun = toTimestamp(Date.now());
  for (const service of serves) {
    for (const check of createAnswerChecks(service, world)) {
      if (trusting && check.needsValidation) continue;
      checked++;
      const fault = await findFault(check, { url, transport: transports[service], begun });
      if (fault !== undefined) wrong.push(`${name}, ${service}, ${check.name}: ${fault}`);
    }
  }
  return { checked, wrong };
}

interface Asked {
  readonly url: string;
  readonly transport: Transport;
  readonly begun: string;
}

async function findFault(
  { asking, expected }: AnswerCheck,
  { url, transport, begun }: Asked,
): Promise<string | undefined> {
  const { path, ...options } = transport.toRequest(asking);
  const sent = await send(new URL(path, url), options);
  if (typeof sent === 'string') return sent;
  try {
    const answer = transport.readAnswer(sent.status, sent.text);
    return findDifference(withoutNewTimes(answer, begun), expected, 'its answer');
  } catch {
    return `it answered ${sent.status} with what its transport does not send: ${sent.text.slice(0, 200)}`;
  }
}

/** What came back, or why nothing did. */
async function send(
  url: URL,
  options: Omit<HttpRequest, 'path'>,
): Promise<string | { readonly status: number; readonly text: string }> {
  try {
    const { statusCode, body } = await request(url, { ...options, ...PATIENCE });
    return { status: statusCode, text: await body.text() };
  } catch (error) {
    return `it did not answer: ${error}`;
  }
}

/** A server decides when exactly it stored a change. Portal keeps the last activity of users, and baselines keep none. */
function withoutNewTimes(answer: Answer, begun: string): Answer {
  const now = toTimestamp(Date.now());
  const replacements = new Map([
    ['updated_at', JUST_NOW],
    ['last_activity_at', LONG_AGO],
  ]);
  return JSON.parse(JSON.stringify(answer), (key, value) =>
    value >= begun && value <= now ? (replacements.get(key) ?? value) : value,
  );
}
