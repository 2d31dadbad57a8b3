import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedInUser } from '../portal/population.ts';
import { parseAnswer, type WireAnswer } from '../wire/parse-answer.ts';
import { toBytes } from '../wire/wire-request.ts';
import { toUpdateRequest } from './keep-renaming.ts';

/** A request whose end is still to come. */
export interface SlowBody extends Disposable {
  /** Sends what is left, and answers what came back before the connection ended. */
  finish(): Promise<WireAnswer | undefined>;
}

const ARRIVAL_MS = 300;

/** Sends all of an update but its last byte, and gives the server the time to read that. */
export async function beginSlowBody(
  port: number,
  user: SignedInUser,
  username: string,
): Promise<SlowBody> {
  const bytes = toBytes(toUpdateRequest(user.cookie, Buffer.from(JSON.stringify({ username }))));
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const received = buffer(socket).catch(() => Buffer.alloc(0));
  socket.write(bytes.subarray(0, -1));
  await wait(ARRIVAL_MS);
  return {
    async finish() {
      socket.write(bytes.subarray(-1));
      return parseAnswer(await received, { hasBody: true, ended: true })?.answer;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
