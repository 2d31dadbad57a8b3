import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request; `calls` are the tRPC calls it carries. */
export type Script = (request: ScriptedRequest) => void | Promise<void>;

export interface ScriptedRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly calls: readonly string[];
  /** Answers every call of the request with a value or a refusal of tRPC's shape. */
  answer(toResult: (path: string, index: number) => object): void;
  /** Answers the request as a whole. */
  send(status: number, body: string, headers?: Record<string, string>): void;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  /** What was asked for, one list of calls for each request. */
  readonly requests: readonly (readonly string[])[];
  readonly received: readonly IncomingMessage[];
}

/** A server on a real socket which answers as a test tells it. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: string[][] = [];
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const calls = pathname.slice('/trpc/'.length).split(',');
    requests.push(calls);
    received.push(request);
    const send: ScriptedRequest['send'] = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    };
    const answer: ScriptedRequest['answer'] = (toResult) =>
      send(200, JSON.stringify(calls.map(toResult)));
    void script({ request, response, calls, send, answer });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function toValue(data: unknown): object {
  return { result: { data } };
}
