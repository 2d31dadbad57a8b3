import { createCaller, toUpdate } from '../portal/call.ts';
import type { SignedInUser } from '../portal/population.ts';

/** The answers that one writer got: its user is renamed to w1-1, w1-2, …, one at a time. */
export interface LedgerLine {
  readonly user: SignedInUser;
  /** The number of the last rename that was acknowledged; 0 when none was. */
  acknowledged: number;
  /** The number of the rename whose answer never came, if there is one. */
  unknown: number | undefined;
  /** The number of the last rename that was answered 503; undefined before. */
  refused: number | undefined;
  acknowledgements: number;
  refusals: number;
  /** Answers that neither stored nor said why they could not. */
  wrong: number;
}

export function createLedger(users: readonly SignedInUser[]): readonly LedgerLine[] {
  return users.map((user) => ({
    user,
    acknowledged: 0,
    unknown: undefined,
    refused: undefined,
    acknowledgements: 0,
    refusals: 0,
    wrong: 0,
  }));
}

export function toName({ user }: LedgerLine, count: number): string {
  return count === 0 ? user.username : `${user.username}-${count}`;
}

/** Renames until the connection breaks or there is nothing left of `until`. */
export async function keepWriting(line: LedgerLine, url: string, until: () => boolean) {
  using caller = createCaller(url);
  let count = Math.max(line.acknowledged, line.unknown ?? 0, line.refused ?? 0);
  while (!until()) {
    count += 1;
    line.unknown = count;
    const reply = await caller
      .call(toUpdate(line.user.cookie, { username: toName(line, count) }))
      .catch(() => undefined);
    if (reply === undefined) return;
    line.unknown = undefined;
    if (reply.status === 503) {
      line.refused = count;
      line.refusals += 1;
      continue;
    }
    if (reply.status !== 200 || JSON.parse(reply.text).user.username !== toName(line, count)) {
      line.wrong += 1;
      continue;
    }
    line.acknowledged = count;
    line.acknowledgements += 1;
  }
}

export interface LedgerVerdict {
  /** Users whose stored name is older than the last one acknowledged. */
  readonly lost: number;
  /** Users with a name that nobody asked for. */
  readonly phantoms: number;
  /** Renames stored though their answer never came. */
  readonly storedUnanswered: number;
  /** Renames stored though the answer was 503, which promises nothing; only the last of a user can be. */
  readonly storedRefused: number;
}

/** Compares what was acknowledged with what is stored, and takes what is stored as known from now on. */
export function checkLedger(
  ledger: readonly LedgerLine[],
  findName: (id: number) => string,
): LedgerVerdict {
  const verdict = { lost: 0, phantoms: 0, storedUnanswered: 0, storedRefused: 0 };
  for (const line of ledger) {
    const stored = findName(line.user.id);
    if (stored === toName(line, line.acknowledged)) {
      line.unknown = undefined;
      continue;
    }
    if (line.unknown !== undefined && stored === toName(line, line.unknown)) {
      verdict.storedUnanswered += 1;
      line.acknowledged = line.unknown;
      line.unknown = undefined;
      continue;
    }
    if (isRefused(line, stored)) {
      verdict.storedRefused += 1;
      line.acknowledged = line.refused ?? 0;
      continue;
    }
    if (stored.startsWith(line.user.username)) verdict.lost += 1;
    else verdict.phantoms += 1;
  }
  return verdict;
}

function isRefused(line: LedgerLine, stored: string): boolean {
  const { refused, acknowledged } = line;
  return refused !== undefined && refused > acknowledged && stored === toName(line, refused);
}
