import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const RETRY_MS = 10;

/** A path relative to this folder. */
export function fromHere(path: string): string {
  return join(import.meta.dirname, path);
}

/** Runs a package's command in this process on a free port, and prints its URL when it accepts connections. */
export async function serveCommand(
  command: string,
  toArguments: (port: string) => readonly string[],
): Promise<void> {
  const port = await findFreePort();
  const file = fromHere(`../node_modules/${command}`);
  process.argv = [process.execPath, file, ...toArguments(String(port))];
  process.once('SIGTERM', () => process.exit());
  await import(pathToFileURL(file).href);
  while (!(await accepts(port))) await sleep(RETRY_MS);
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
}

/** The command does not print the port it got, so it is given one. */
async function findFreePort(): Promise<number> {
  await using server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
