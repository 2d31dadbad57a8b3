import { Hono } from 'hono';
import { type HttpServer, type ServeOptions, serve } from '../src/node/index.ts';

export type TestServer = HttpServer &
  AsyncDisposable & {
    readonly logs: readonly object[];
    readonly rejections: readonly string[];
  };

/** An app on a free port, with what it logs. */
export async function startTestServer(
  app: Hono,
  options: Partial<ServeOptions> = {},
): Promise<TestServer> {
  const logs: object[] = [];
  const rejections: string[] = [];
  const server = await serve(app.fetch, {
    host: '127.0.0.1',
    port: 0,
    logger: {
      info: (entry) => void logs.push(entry),
      error: (entry, message) => void logs.push({ ...entry, message }),
    },
    onRejected: (reason) => void rejections.push(reason),
    ...options,
  });
  return { ...server, logs, rejections, [Symbol.asyncDispose]: server.close };
}

/** An app whose answers wait until a test lets them go. */
export function createWaitingApp() {
  const app = new Hono();
  const asked: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const gateOf = (name: string) => {
    const gate = gates.get(name) ?? Promise.withResolvers<void>();
    gates.set(name, gate);
    return gate;
  };
  app.all('/wait/:name', async (c) => {
    const { name } = c.req.param();
    asked.push(name);
    await gateOf(name).promise;
    return c.text(name);
  });
  return { app, asked, answer: (name: string) => gateOf(name).resolve() };
}
