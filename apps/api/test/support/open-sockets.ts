import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a client of many sockets does with each of them. */
export interface SocketHabits {
  /** What it sends at once. */
  readonly sends?: string;
  /** What it sends again and again, as long as it can. */
  readonly trickles?: string;
  /** How many bytes it reads at a time; all there is, at once, when left out. */
  readonly reads?: number;
}

/** Sockets that stay open as long as the server lets them. */
export interface OpenSockets extends AsyncDisposable {
  /** Resolves when the server has ended each of them. */
  readonly ended: Promise<unknown>;
  /** How many bytes came to all of them. */
  readonly received: number;
}

const TRICKLE_MS = 100;

export async function openSockets(
  url: string,
  count: number,
  habits: SocketHabits = {},
): Promise<OpenSockets> {
  const sockets = Array.from({ length: count }, () => open(url, habits));
  const trickle = setInterval(() => {
    for (const socket of sockets) trickleOver(socket, habits);
  }, TRICKLE_MS);
  const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
  return {
    ended,
    get received() {
      return sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(trickle);
      for (const socket of sockets) socket.destroy();
      await ended;
    },
  };
}

function trickleOver(socket: Socket, { trickles = '', reads }: SocketHabits): void {
  if (socket.writable) socket.write(trickles);
  if (reads !== undefined) socket.read(reads);
}

function open(url: string, { sends = '', reads }: SocketHabits): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  // A server may reset what it ends.
  socket.on('error', () => undefined);
  if (reads === undefined) socket.resume();
  socket.write(sends);
  return socket;
}
