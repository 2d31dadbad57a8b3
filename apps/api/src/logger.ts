import { type Logger, pino } from 'pino';
import type { Config } from './config/config.ts';
import { createIsoClock } from './iso-clock.ts';

const STANDARD_ERROR = 2;
/** Bytes of lines that are written together: one write each costs more than making the line. */
const BUFFERED_BYTES = 4096;
/** How long a line may wait; no more than this is lost when the process is killed. */
const LONGEST_WAIT_MS = 500;

/** JSON lines on standard error; standard output is for what a person or a script asked for. */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const destination = pino.destination({
    dest: STANDARD_ERROR,
    sync: false,
    minLength: BUFFERED_BYTES,
    periodicFlush: LONGEST_WAIT_MS,
  });
  process.once('exit', () => destination.flushSync());
  const tellTime = createIsoClock();
  const timestamp = () => `,"time":"${tellTime()}"`;
  return pino({ level, base: null, timestamp, formatters: { level: toLabel } }, destination);
}

function toLabel(label: string): { level: string } {
  return { level: label };
}
