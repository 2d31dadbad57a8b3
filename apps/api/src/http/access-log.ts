import type { Logger } from 'pino';
import type { Exchange } from './exchange.ts';

/** Characters a field of a log line may have. */
export const MAX_FIELD_LENGTH = 256;

const VISIBLE_ASCII = /^[!-~]*$/;

/** Writes one line for each request when it is answered; no header, query or body. */
export function createLogAccess(logger: Logger): (exchange: Exchange, status: number) => void {
  return ({ access, started }, status) => {
    access.status = status;
    access.duration_ms = Math.round((performance.now() - started) * 1000) / 1000;
    logger.info(access);
  };
}

/** A path as it was sent, still encoded: nothing in it steers whoever reads the log. */
export function toLoggedPath(path: string): string {
  const visible = VISIBLE_ASCII.test(path) ? path : encodeURI(path);
  return visible.slice(0, MAX_FIELD_LENGTH);
}
