import { type Logger, pino } from 'pino';
import type { Config } from './config/config.ts';

const STANDARD_ERROR = 2;

/** JSON lines on standard error; standard output is for what a person or a script asked for. */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const destination = pino.destination({ dest: STANDARD_ERROR, sync: false });
  process.once('exit', () => destination.flushSync());
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: toLabel } },
    destination,
  );
}

function toLabel(label: string): { level: string } {
  return { level: label };
}
