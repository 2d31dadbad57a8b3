import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const TSC = join(import.meta.dirname, '../node_modules/.bin/tsc');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** TypeScript as an editor runs it. */
export interface LanguageServer extends AsyncDisposable {
  /** What an editor shows for the first place where the text has that word. */
  hover(file: string, text: string, word: string): Promise<string>;
}

export function startLanguageServer(): LanguageServer {
  const child = spawn(TSC, ['--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const answers = new Map<number, (result: unknown) => void>();
  const send = (message: Message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ask = (method: string, params: unknown) =>
    new Promise<unknown>((resolve) => {
      const id = answers.size + 1;
      answers.set(id, resolve);
      send({ id, method, params });
    });
  onMessage(child.stdout, (message) => {
    if (message.id === undefined) return;
    // It asks for settings, of which this editor has none.
    if (message.method !== undefined) send({ id: message.id, result: [] });
    else answers.get(message.id)?.(message.result);
  });
  const rootUri = pathToFileURL(join(import.meta.dirname, '..')).href;
  const ready = ask('initialize', { processId: process.pid, rootUri, capabilities: {} }).then(() =>
    send({ method: 'initialized', params: {} }),
  );
  return {
    async hover(file, text, word) {
      await ready;
      const uri = pathToFileURL(file).href;
      const textDocument = { uri, languageId: 'typescript', version: 1, text };
      send({ method: 'textDocument/didOpen', params: { textDocument } });
      const position = toPosition(text, word);
      const shown = await ask('textDocument/hover', { textDocument: { uri }, position });
      send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
      return (shown as { contents?: { value?: string } } | null)?.contents?.value ?? '';
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

/** Reads what is framed as HTTP frames a body: a length, an empty line, so many bytes. */
function onMessage(stream: NodeJS.ReadableStream, listen: (message: Message) => void): void {
  let received = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const start = received.indexOf('\r\n\r\n') + 4;
      const end = start + Number(/Content-Length: (\d+)/i.exec(received.toString())?.[1]);
      if (start < 4 || received.length < end) return;
      const message = JSON.parse(received.toString('utf8', start, end));
      received = received.subarray(end);
      listen(message);
    }
  });
}

function toPosition(text: string, word: string): { line: number; character: number } {
  const before = text.slice(0, text.search(new RegExp(`\\b${word}\\b`))).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
