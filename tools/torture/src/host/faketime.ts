import { globSync, writeFileSync } from 'node:fs';

const LIBRARY = '/usr/lib/*/faketime/libfaketimeMT.so.1';

/** The machine's clock as one process sees it. */
export interface FakeTime {
  readonly env: Readonly<Record<string, string>>;
  /** Sets the clock of every process with that environment, at once. */
  setBy(seconds: number): void;
}

/** What loads libfaketime, or undefined where it is not installed; a file tells it what time it is. */
export function createFakeTime(file: string): FakeTime | undefined {
  const [library] = globSync(LIBRARY);
  if (library === undefined) return undefined;
  const setBy = (seconds: number) => {
    writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  };
  setBy(0);
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, setBy };
}
