import type { ServeOptions } from '@portal/server/node';
import type { Config } from '../config/config.ts';
import { createFindPeer } from './limits/client-address.ts';

/** Where to listen, and what a client may take of the server. Where a number can be 0, that is no limit. */
export function toListenOptions(config: Config): ServeOptions {
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
    responseTimeoutMs: config.ANSWER_TIMEOUT * 1000,
    findPeer: createFindPeer(config.TRUSTED_PROXIES),
  };
}
