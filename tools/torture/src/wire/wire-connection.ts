import { connect, type Socket } from 'node:net';
import { findHeader, parseAnswer, type WireAnswer } from './parse-answer.ts';
import { toBytes, type WireRequest } from './wire-request.ts';

const PATIENCE_MS = 20_000;

/** One connection that is kept, and made anew when the server has said that it ends. */
export interface WireConnection extends Disposable {
  /** Undefined when the server let the request go without an answer. */
  ask(request: WireRequest): Promise<WireAnswer | undefined>;
  /** How much of an answer that never became whole there was. */
  readonly bytesOfNone: () => number;
  /** Ends it, so that the next request has a new one. */
  drop(): void;
}

export function openWire(url: string): WireConnection {
  const { hostname, port } = new URL(url);
  let open: Socket | undefined;
  let left = 0;
  const drop = () => {
    open?.destroy();
    open = undefined;
  };
  return {
    drop,
    bytesOfNone: () => left,
    async ask(request) {
      if (open?.destroyed || open?.readableEnded) drop();
      open ??= connectPatiently(Number(port), hostname);
      const { answer, bytes } = await sendRequest(open, request);
      left = answer === undefined ? bytes : 0;
      const isOver = answer === undefined || findHeader(answer, 'connection') === 'close';
      if (isOver || request.version === 'HTTP/1.0') drop();
      return answer;
    },
    [Symbol.dispose]: drop,
  };
}

/** What takes longer is no answer. */
function connectPatiently(port: number, host: string): Socket {
  const socket = connect({ port, host, noDelay: true });
  return socket.setTimeout(PATIENCE_MS, () => socket.destroy());
}

interface PendingResponse {
  readonly answer: WireAnswer | undefined;
  readonly bytes: number;
}

function sendRequest(socket: Socket, request: WireRequest): Promise<PendingResponse> {
  const hasBody = request.method !== 'HEAD';
  let bytes: Buffer = Buffer.alloc(0);
  return new Promise((resolve) => {
    const finish = (ended: boolean) => {
      const parsed = parseAnswer(bytes, { hasBody, ended });
      if (parsed === undefined && !ended) return;
      socket.off('data', onData).off('error', onEnd).off('close', onEnd);
      socket.on('error', ignore);
      resolve({ answer: parsed?.answer, bytes: bytes.length });
    };
    const onData = (chunk: Buffer) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      finish(false);
    };
    const onEnd = () => finish(true);
    socket.off('error', ignore).on('data', onData).on('error', onEnd).on('close', onEnd);
    socket.write(toBytes(request));
  });
}

/** The next request reports a reset between two requests. */
function ignore(): void {}
