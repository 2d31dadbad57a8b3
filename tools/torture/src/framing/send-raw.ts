import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parseAnswer, type WireAnswer } from '../wire/parse-answer.ts';

const PATIENCE_MS = 20_000;

export interface RawResult {
  readonly answers: readonly WireAnswer[];
  /** What came besides whole answers. */
  readonly rest: string;
  /** The server did not end the connection. */
  readonly hung: boolean;
}

export interface Piece {
  readonly bytes: string;
  readonly after: number;
}

export interface Sending {
  /** In bytes (latin1); each piece is sent by itself, after that many milliseconds. */
  readonly pieces: readonly Piece[];
  /** Ends its own side afterwards. */
  readonly leaves: boolean;
}

/** Sends pieces over a connection of their own, and reads until the server ends it. */
export async function sendRaw(url: string, { pieces, leaves }: Sending): Promise<RawResult> {
  const { hostname, port } = new URL(url);
  const socket = connect({
    host: hostname,
    port: Number(port),
    allowHalfOpen: true,
    noDelay: true,
  });
  const received: Buffer[] = [];
  let hung = false;
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  // A server that ends a connection with bytes unread resets it; what it said before is what counts.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  socket.setTimeout(PATIENCE_MS, () => {
    hung = true;
    socket.destroy();
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const { bytes, after } of pieces) {
    if (after > 0) await wait(after);
    if (socket.writable) socket.write(bytes, 'latin1');
  }
  if (leaves) socket.end();
  await closed;
  return { ...split(Buffer.concat(received)), hung };
}

function split(bytes: Buffer): Omit<RawResult, 'hung'> {
  const parsed = parseAnswer(bytes, { hasBody: true, ended: true });
  if (parsed === undefined) return { answers: [], rest: bytes.toString('latin1') };
  const { answers, rest } = split(bytes.subarray(parsed.length));
  return { answers: [parsed.answer, ...answers], rest };
}
