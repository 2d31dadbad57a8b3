import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type HttpServer, type ServeOptions, serve } from '@portal/server/node';
import { toListenError } from '@portal/serving/listen';
import { sendReply } from '@portal/serving/send-reply';
import type { App } from './app.ts';
import { toHttpRequest } from './node-request.ts';

/** Listens, or throws an OperatorError that says what stands in the way. */
export async function serveApp(
  app: Pick<App, 'answer'>,
  options: ServeOptions,
): Promise<HttpServer> {
  const fetch = async (_request: Request, { incoming, outgoing }: HttpBindings) => {
    sendReply(outgoing, await app.answer(toHttpRequest(incoming)));
    return RESPONSE_ALREADY_SENT;
  };
  return serve(fetch, options).catch((error) => {
    throw toListenError(error, options.port, '--port N or PORT=N');
  });
}
