import type { Config } from '../config/config.ts';
import type { Rejection } from '../metrics/rejection.ts';
import { createFindPeer, type FindPeer } from './limits/client-address.ts';

/** Where to listen, and what a client may take of the server. Where a number can be 0, that is no limit. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly maxRequestsPerConnection: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly findPeer: FindPeer;
  /** Hears of what was refused before the app saw it. */
  readonly onRejected?: ((reason: Rejection) => void) | undefined;
}

export function toListenOptions(config: Config): ListenOptions {
  return {
    host: config.HOST,
    port: config.PORT,
    maxConnections: config.MAX_CONNECTIONS,
    maxConnectionsPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    maxRequestsPerConnection: config.MAX_REQUESTS_PER_CONNECTION,
    // Headers are part of a request: Node refuses to start with more time for the part.
    headersTimeoutMs: Math.min(config.HEADERS_TIMEOUT, config.REQUEST_TIMEOUT) * 1000,
    requestTimeoutMs: config.REQUEST_TIMEOUT * 1000,
    keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT * 1000,
    answerTimeoutMs: config.ANSWER_TIMEOUT * 1000,
    findPeer: createFindPeer(config.TRUSTED_PROXIES),
  };
}
