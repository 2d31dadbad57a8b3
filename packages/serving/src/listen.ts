import type { AddressInfo, Server } from 'node:net';
import { OperatorError } from './operator-error.ts';

export interface Place {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/**
 * Listens, and answers where, as a URL without a path. Throws an OperatorError that says what stands in the way, and
 * how to choose another port, as in `--port N`.
 */
export async function listen(
  server: Server,
  { host, port }: Place,
  anotherPort: string,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(toListenError(error, port, anotherPort)));
    server.listen(port, host, resolve);
  });
  return toUrl(server, host);
}

/** Why a server cannot listen, and how to choose another port, as in `--port N`. */
export function toListenError(
  error: NodeJS.ErrnoException,
  port: number,
  anotherPort: string,
): OperatorError {
  const taken = `port ${port} is in use; choose another with ${anotherPort}`;
  const reason = error.code === 'EADDRINUSE' ? taken : `cannot listen: ${error.message}`;
  return new OperatorError(reason, { cause: error });
}

/** Where a server listens, by the host it was told; IPv6 in brackets. */
export function toUrl(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
