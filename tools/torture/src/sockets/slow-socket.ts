import { connect, type Socket } from 'node:net';

const TRICKLE_MS = 250;

/** What a client does slowly. */
export interface Habit {
  readonly name: string;
  /** Which of this machine's own addresses it comes from. */
  readonly from: string;
  readonly sends: string;
  /** What it sends again and again. */
  readonly trickles?: string;
  /** Reads what comes, by default. */
  readonly isReader?: boolean;
}

/** How a connection went. */
export interface SlowEnd {
  readonly habit: string;
  /** Milliseconds until the server ended it; undefined where it did not. */
  readonly after: number | undefined;
  /** The status of the last answer, if there was one. */
  readonly status: number | undefined;
  readonly bytes: number;
}

export interface Patience {
  /** When to leave by oneself. */
  readonly milliseconds: number;
  /** When who does not read looks what became of the connection. */
  readonly until: Promise<unknown>;
}

/** Keeps a connection as slowly as its habit is, for as long as the server lets it. */
export function openSlowSocket(url: string, habit: Habit, patience: Patience): Promise<SlowEnd> {
  const { hostname, port } = new URL(url);
  const start = performance.now();
  const socket = connect({ host: hostname, port: Number(port), localAddress: habit.from });
  socket.write(habit.sends);
  const read = readLastStatus(socket, habit.isReader === false ? patience.until : undefined);
  const timer = setInterval(() => trickle(socket, habit), TRICKLE_MS);
  return new Promise((resolve) => {
    const finish = (after: number | undefined) => {
      clearInterval(timer);
      clearTimeout(giveUp);
      socket.destroy();
      resolve({ habit: habit.name, after, status: read(), bytes: socket.bytesRead });
    };
    const giveUp = setTimeout(() => finish(undefined), patience.milliseconds);
    // A server may reset what it ends.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => finish(performance.now() - start));
  });
}

function trickle(socket: Socket, { trickles }: Habit): void {
  if (trickles !== undefined && socket.writable) socket.write(trickles);
}

function readLastStatus(
  socket: Socket,
  until: Promise<unknown> | undefined,
): () => number | undefined {
  let status: number | undefined;
  const read = () => {
    socket.setEncoding('latin1').on('data', (text: string) => {
      status = findLastStatus(text) ?? status;
    });
  };
  if (until === undefined) read();
  else until.then(read);
  return () => status;
}

function findLastStatus(text: string): number | undefined {
  const last = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].at(-1);
  return last && Number(last[1]);
}
