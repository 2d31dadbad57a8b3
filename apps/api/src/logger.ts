import { type Logger, pino } from 'pino';
import type { Config } from './config/config.ts';
import { createIsoClock } from './iso-clock.ts';
import { createLineBuffer } from './line-buffer.ts';

const STANDARD_ERROR = 2;

/** JSON lines on standard error; standard output is for what a person or a script asked for. */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const lines = createLineBuffer(pino.destination({ dest: STANDARD_ERROR, sync: false }));
  process.once('exit', () => lines.flushSync());
  const tellTime = createIsoClock();
  const timestamp = () => `,"time":"${tellTime()}"`;
  return pino({ level, base: null, timestamp, formatters: { level: toLabel } }, lines);
}

function toLabel(label: string): { level: string } {
  return { level: label };
}
