import { connect } from 'node:net';

/** One answer as it came over a socket. Header names are in lower case; a header sent twice is joined. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A socket to a server, for requests that no HTTP client would send. Text is written byte by byte (latin1). */
export interface RawConnection extends Disposable {
  write(text: string): void;
  /** The next answer, or undefined when the server closed the connection instead. */
  read(): Promise<RawAnswer | undefined>;
}

export interface RawOptions {
  /** Keeps this side open when the server ends its own. */
  readonly halfOpen?: boolean;
  /** Which of this machine's own addresses it comes from. */
  readonly from?: string;
}

export function openRaw(url: string, { halfOpen = false, from }: RawOptions = {}): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = connect({
    port: Number(port),
    host: hostname,
    allowHalfOpen: halfOpen,
    ...(from !== undefined && { localAddress: from }),
  });
  socket.setNoDelay(true);
  const chunks: AsyncIterator<Buffer> = socket.iterator({ destroyOnReturn: false });
  let received = '';
  let wanted = 0;
  return {
    write: (text) => void socket.write(text, 'latin1'),
    async read() {
      for (;;) {
        const head = received.length < wanted ? undefined : parseHead(received);
        wanted = head?.end ?? wanted;
        if (head !== undefined && received.length >= head.end) {
          const body = Buffer.from(received.slice(head.start, head.end), 'latin1').toString('utf8');
          received = received.slice(head.end);
          wanted = 0;
          return { status: head.status, headers: head.headers, body };
        }
        const chunk = await chunks.next().catch(endOfReset);
        if (chunk.done) return undefined;
        received += chunk.value.toString('latin1');
      }
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** Sends text as it is and reads until the server closes the connection: ask it to, or be refused. */
export async function sendRaw(url: string, text: string): Promise<readonly RawAnswer[]> {
  using connection = openRaw(url);
  connection.write(text);
  const answers: RawAnswer[] = [];
  for (;;) {
    const answer = await connection.read();
    if (answer === undefined) return answers;
    answers.push(answer);
  }
}

/** The text of one request; lines are joined as they are. */
export function toRawRequest(line: string, headers: readonly string[], body = ''): string {
  return [line, ...headers, '', body].join('\r\n');
}

/** A server that closes with bytes unread resets the connection; what it said before is what counts. */
function endOfReset(error: NodeJS.ErrnoException): IteratorReturnResult<undefined> {
  if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  return { done: true, value: undefined };
}

interface Head extends Omit<RawAnswer, 'body'> {
  /** Where the body starts and ends. */
  readonly start: number;
  readonly end: number;
}

/** Undefined while the head is not complete; every answer of this server has a length or no body. */
function parseHead(text: string): Head | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  const headers = new Headers(lines.map((line) => splitHeader(line)));
  const start = end + 4;
  return { status, headers, start, end: start + Number(headers.get('content-length') ?? 0) };
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
