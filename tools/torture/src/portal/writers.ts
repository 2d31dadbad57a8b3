import {
  checkLedger,
  createLedger,
  keepWriting,
  type LedgerLine,
  type LedgerVerdict,
} from '../kill/ledger.ts';
import type { ScenarioContext } from '../scenario.ts';
import {
  createNameFinder,
  createPopulation,
  findFileFaults,
  type SignedInUser,
} from './population.ts';

export interface Verdict extends LedgerVerdict {
  readonly faults: number;
}

/** Clients who rename themselves, each with a ledger of what was acknowledged. */
export interface Writers {
  readonly ledger: readonly LedgerLine[];
  /** One more user, for whoever only asks. */
  readonly other: SignedInUser;
  acknowledged(): number;
  /** Lets all of them write until the answer is true, or the server is gone. */
  write(url: string, isOver: () => boolean): Promise<void>;
  /** Compares with the file, which no server has open. */
  check(): Verdict;
  /** The same with a copy of the file, while they go on writing. */
  checkCopy(file: string): Verdict;
}

export async function createWriters(file: string, count: number): Promise<Writers> {
  const names = Array.from({ length: count }, (_, at) => ({ username: `writer${at}` }));
  const [other, ...users] = await createPopulation(file, [{ username: 'other' }, ...names]);
  if (other === undefined) throw new Error('nobody was created');
  const ledger = createLedger(users);
  return {
    ledger,
    other,
    acknowledged: () => ledger.reduce((sum, line) => sum + line.acknowledgements, 0),
    async write(url, isOver) {
      await Promise.all(ledger.map((line) => keepWriting(line, url, isOver)));
    },
    check: () => checkFile(file, ledger),
    checkCopy: (copy) => checkFile(copy, structuredClone(ledger)),
  };
}

function checkFile(file: string, ledger: readonly LedgerLine[]): Verdict {
  const verdict = checkLedger(ledger, createNameFinder(file));
  return { ...verdict, faults: findFileFaults(file).length };
}

/** The rows every fault must leave at 0. */
export function reportLedger({ report }: ScenarioContext, writers: Writers, verdict: Verdict) {
  const wrong = writers.ledger.reduce((sum, line) => sum + line.wrong, 0);
  report({ name: 'updates acknowledged', value: writers.acknowledged(), least: 1 });
  report({ name: 'acknowledged and lost', value: verdict.lost, most: 0 });
  report({ name: 'stored though nobody asked', value: verdict.phantoms, most: 0 });
  report({ name: 'wrong answers', value: wrong, most: 0 });
  report({ name: 'faults in the file', value: verdict.faults, most: 0 });
}
