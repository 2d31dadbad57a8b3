import { existsSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { checkLedger, type LedgerLine } from '../kill/ledger.ts';
import { killAfter } from '../portal/kill-after.ts';
import { createNameFinder, findFileFaults } from '../portal/population.ts';
import { type PortalProcess, startPortal } from '../portal/portal-process.ts';
import { findUnanswered } from './find-unanswered.ts';
import { createEndings, type Endings, keepRenaming } from './keep-renaming.ts';
import { waitUntilRefused } from './wait-until-refused.ts';

const WARM_UPDATES = 1;
const PATIENCE_MS = 60_000;

/** What all stops have left behind. */
export interface Stops {
  readonly endings: Endings;
  /** Milliseconds from the first signal to the end. */
  readonly times: number[];
  /** Ends with another code than 0. */
  failures: number;
  lost: number;
  phantoms: number;
  storedUnanswered: number;
  unanswered: number;
  walsLeft: number;
  faults: number;
}

export function createStops(): Stops {
  const none = { failures: 0, lost: 0, phantoms: 0, storedUnanswered: 0 };
  return { ...none, endings: createEndings(), times: [], unanswered: 0, walsLeft: 0, faults: 0 };
}

export interface StopOptions {
  readonly file: string;
  readonly ledger: readonly LedgerLine[];
  /** Sent one after the other. */
  readonly signals: readonly NodeJS.Signals[];
  /** Milliseconds between the first updates and the first signal. */
  readonly life: number;
}

/** Serves, lets everyone write, stops, and looks at what was answered and what is stored. */
export async function stopUnderLoad(options: StopOptions, seen: Stops): Promise<void> {
  const { file, ledger, signals, life } = options;
  await using portal = await startPortal({ file, env: { LOG_LEVEL: 'info' } });
  let stopped = false;
  const start = ledger.map(({ acknowledgements }) => acknowledgements);
  const renaming = { url: portal.url, isStopped: () => stopped };
  const writing = ledger.map((line) => keepRenaming(line, renaming, seen.endings));
  // A connection that ends too early is counted, and its writer not waited for.
  await waitUntil(
    () =>
      seen.endings.early > 0 ||
      ledger.every((line, at) => line.acknowledgements >= (start[at] ?? 0) + WARM_UPDATES),
  );
  await wait(life);
  stopped = true;
  const { code, stderr, took } = await stop(portal, signals);
  await Promise.all(writing);
  seen.times.push(took);
  if (code !== 0) seen.failures += 1;
  seen.unanswered += findUnanswered(stderr, seen.endings.answered).length;
  checkFile(file, ledger, seen);
}

function checkFile(file: string, ledger: readonly LedgerLine[], seen: Stops): void {
  if (hasWal(file)) seen.walsLeft += 1;
  seen.faults += findFileFaults(file).length;
  const verdict = checkLedger(ledger, createNameFinder(file));
  seen.lost += verdict.lost;
  seen.phantoms += verdict.phantoms;
  seen.storedUnanswered += verdict.storedUnanswered;
}

/** Whether something is still to be brought from the log of the database into its file. */
export function hasWal(file: string): boolean {
  const wal = `${file}-wal`;
  return existsSync(wal) && statSync(wal).size > 0;
}

/** Sends the signals, each when the one before it was answered, and waits for the end; `took` is in milliseconds. */
export async function stop(portal: PortalProcess, signals: readonly NodeJS.Signals[]) {
  using _deadline = killAfter(portal, PATIENCE_MS);
  const start = performance.now();
  for (const [at, signal] of signals.entries()) {
    if (at > 0) await waitUntilRefused(portal.port);
    void portal.stop(signal);
  }
  const ended = await portal.ended;
  return { ...ended, took: performance.now() - start };
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !isSo(); await wait(5)) {
    if (performance.now() > end) throw new Error('the writers did not get going');
  }
}
