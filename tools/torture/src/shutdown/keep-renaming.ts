import { type LedgerLine, toName } from '../kill/ledger.ts';
import { findHeader, type WireAnswer } from '../wire/parse-answer.ts';
import { openWire } from '../wire/wire-connection.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/** How the requests of all writers ended. */
export interface Endings {
  /** The correlation ids of the answers. */
  readonly answered: string[];
  /** Answers of which only a scenario came. */
  cut: number;
  /** Connections that ended as idle ones, while a request was on its way to them. */
  late: number;
  /** Connections that ended although nobody had asked the server to stop. */
  early: number;
  /** Answers that came after the first signal. */
  afterStop: number;
}

export interface RenamingOptions {
  readonly url: string;
  readonly isStopped: () => boolean;
}

export function createEndings(): Endings {
  return { answered: [], cut: 0, late: 0, early: 0, afterStop: 0 };
}

/** Renames on one connection until it ends or the server has said that it does, keeping the ledger. */
export async function keepRenaming(
  line: LedgerLine,
  { url, isStopped }: RenamingOptions,
  endings: Endings,
): Promise<void> {
  using wire = openWire(url);
  for (let count = Math.max(line.acknowledged, line.unknown ?? 0) + 1; ; count++) {
    line.unknown = count;
    const answer = await wire.ask(toRename(line, count));
    if (answer === undefined) return noteEnd(endings, wire.bytesOfNone(), isStopped());
    line.unknown = undefined;
    recordAnswer(line, count, answer);
    endings.answered.push(findHeader(answer, 'x-correlation-id') ?? '');
    if (!isStopped()) continue;
    endings.afterStop += 1;
    if (findHeader(answer, 'connection') === 'close') return;
  }
}

function noteEnd(endings: Endings, bytes: number, isStopped: boolean): void {
  if (bytes > 0) endings.cut += 1;
  else if (isStopped) endings.late += 1;
  else endings.early += 1;
}

function recordAnswer(line: LedgerLine, count: number, { status, body }: WireAnswer): void {
  if (status !== 200 || JSON.parse(body).user.username !== toName(line, count)) {
    line.wrong += 1;
    return;
  }
  line.acknowledged = count;
  line.acknowledgements += 1;
}

function toRename(line: LedgerLine, count: number): WireRequest {
  const body = Buffer.from(JSON.stringify({ username: toName(line, count) }));
  return toUpdateRequest(line.user.cookie, body);
}

/** An update as its bytes, so that what comes back can be counted. */
export function toUpdateRequest(cookie: string, body: Buffer): WireRequest {
  return {
    method: 'POST',
    target: '/v1/users/me/update',
    headers: [
      ['Host', 'portal.example'],
      ['Cookie', cookie],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}
