import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from '@portal/contract';
import { refuseBelowRouter } from '@portal/serving/refuse-below-router';
import { refuseConnection } from '@portal/serving/refuse-connection';
import type { Logger } from 'pino';
import { type Rejection, toRejection } from '../metrics/rejection.ts';

/** Answers on a bare connection and ends it; one that was answered before is left alone. */
export type RefuseConnection = (socket: Duplex, refusal: Refusal, cause: string) => void;

/**
 * Answers what never becomes a request, in the body that every other error has, and ends the connection.
 * What it returns does the same to any other connection.
 */
export function answerBelowRouter(
  server: Server,
  logger: Logger,
  onRejected?: (reason: Rejection) => void,
): RefuseConnection {
  refuseBelowRouter(server, (answer) => {
    onRejected?.(toRejection(answer.cause));
    logger.info(answer);
  });
  return (socket, refusal, cause) => {
    const answer = refuseConnection(socket, refusal, cause);
    if (answer !== undefined) logger.info(answer);
  };
}
