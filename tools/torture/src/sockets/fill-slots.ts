import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 10_000;
const ASKS = 'GET /healthz HTTP/1.1\r\nHost: portal.example\r\n\r\n';

/** What became of connections that were opened at once and kept. */
export interface Filling extends AsyncDisposable {
  /** How many were answered 200, 503 in the body of every error, or not at all. */
  readonly served: number;
  readonly refused: number;
  readonly closed: number;
  /** How many were answered anything else. */
  readonly odd: number;
}

/** Opens so many connections from an address, asks once on each, and keeps those that the server keeps. */
export async function fillSlots(url: string, from: string, count: number): Promise<Filling> {
  const all = Array.from({ length: count }, () => open(url, from));
  const answers = await Promise.all(all.map(({ answer }) => answer));
  const number = (test: (answer: string) => boolean) => answers.filter(test).length;
  const served = number((answer) => answer.startsWith('HTTP/1.1 200 '));
  const refused = number(isRefusal);
  const closed = number((answer) => answer === '');
  return {
    served,
    refused,
    closed,
    odd: count - served - refused - closed,
    async [Symbol.asyncDispose]() {
      const left = all.map(({ socket }) => socket).filter(({ closed }) => !closed);
      const ended = left.map((socket) => once(socket, 'close'));
      for (const socket of left) socket.destroy();
      await Promise.all(ended);
    },
  };
}

function isRefusal(answer: string): boolean {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return head.startsWith('HTTP/1.1 503 ') && body.includes('"error":"Service unavailable"');
}

interface Opened {
  readonly socket: Socket;
  /** All that came until the answer was whole or the connection closed. */
  readonly answer: Promise<string>;
}

function open(url: string, from: string): Opened {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress: from });
  let text = '';
  const whole = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('}')) resolve();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
  });
  socket.write(ASKS);
  const patience = wait(PATIENCE_MS, undefined, { ref: false });
  return { socket, answer: Promise.race([whole, patience]).then(() => text) };
}
