import { renameSync, writeFileSync } from 'node:fs';
import type { LaunchOptions } from '../portal/portal-process.ts';

/** The machine's clock as the processes see it that are launched with it. */
export interface FakeTime {
  readonly launch: Required<Pick<LaunchOptions, 'env' | 'nodeOptions'>>;
  /** Sets the clock of all of them, at once; what counts the time that passed is left alone. */
  setBy(seconds: number): void;
}

/** A file tells those processes how far their clock is off. */
export function createFakeTime(file: string): FakeTime {
  const setBy = (seconds: number) => {
    writeFileSync(`${file}.new`, String(seconds * 1000));
    renameSync(`${file}.new`, file);
  };
  setBy(0);
  const shiftClock = new URL('./shift-clock.ts', import.meta.url).href;
  return { launch: { env: { CLOCK_FILE: file }, nodeOptions: ['--import', shiftClock] }, setBy };
}
