import { type Logger, pino } from 'pino';
import type { Config } from './config/config.ts';

const STANDARD_ERROR = 2;
/** Bytes of lines that are written together: one write each costs more than making the line. */
const BUFFERED_BYTES = 8192;
/** How long a line may wait; a killed process loses no more than this. */
const FLUSH_INTERVAL_MS = 500;
/** What is kept while the log cannot be written. Later lines are dropped and counted. */
const KEPT_BYTES = 1024 * 1024;
/** How long an exit waits for a reader that is slow. */
const EXIT_TIMEOUT_MS = 1000;

/**
 * Logs JSON lines on standard error; standard output is for what a person or a script asked for. A log that
 * cannot be written never stops the process: see `KEPT_BYTES`, and one line says how many lines were lost.
 */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const destination = openStandardError();
  const { isoTime: timestamp } = pino.stdTimeFunctions;
  const formatters = { level: (label: string) => ({ level: label }) };
  const logger = pino({ level, base: null, timestamp, formatters }, destination);
  countLostLines(destination, logger);
  return logger;
}

type Destination = ReturnType<typeof pino.destination>;

/** Logs how many lines were dropped, once the log can be written again. */
function countLostLines(destination: Destination, logger: Logger): void {
  let lost = 0;
  destination.on('drop', () => {
    lost += 1;
  });
  destination.on('drain', () => {
    if (lost === 0) return;
    const count = lost;
    lost = 0;
    logger.warn({ lost_lines: count }, 'the log could not be written');
    // This line was dropped too.
    if (lost > 0) lost = count;
  });
}

function openStandardError(): Destination {
  // As a stream, Node makes a pipe non-blocking: a full one then refuses a write, which would wait for ever.
  process.stderr.on('error', () => undefined);
  let deadline = 0;
  const destination = pino.destination({
    dest: STANDARD_ERROR,
    minLength: BUFFERED_BYTES,
    periodicFlush: FLUSH_INTERVAL_MS,
    maxLength: KEPT_BYTES,
    // The other kind flushes at the exit until that succeeds, which it may never do.
    sync: true,
    retryEAGAIN: () => performance.now() < deadline,
  });
  // Pino's own listener drops the log for ever at the first broken pipe, but a FIFO may get a new reader.
  destination.removeAllListeners('error');
  destination.on('error', () => undefined);
  process.once('exit', () => {
    deadline = performance.now() + EXIT_TIMEOUT_MS;
    destination.end();
  });
  return destination;
}
