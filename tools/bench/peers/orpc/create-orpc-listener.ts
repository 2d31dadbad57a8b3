import type { RequestListener, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import type { ORPCError } from '@orpc/server';
import type { Accounts } from '../accounts/accounts.ts';
import {
  type ErrorBody,
  type Refusal,
  toErrorBody,
  toFrameworkRefusal,
} from '../accounts/refusal.ts';
import { createOrpcRouter } from './create-orpc-router.ts';

/** The peer as users of oRPC write it: one router of procedures, served as REST by its OpenAPI handler. */
export function createOrpcListener(accounts: Accounts): RequestListener {
  const handler = new OpenAPIHandler(createOrpcRouter(accounts), {
    customErrorResponseBodyEncoder: encodeError,
  });
  return async (request, response) => {
    const context = { cookie: request.headers.cookie };
    const { matched } = await handler.handle(request, response, { context });
    if (!matched) answerUnmatched(response);
  };
}

/** What oRPC refused by itself is told in Portal's words; what this peer refused has them already. */
function encodeError({ status, message, data }: ORPCError<string, unknown>): ErrorBody {
  if (!OURS.has(status)) return toErrorBody(toFrameworkRefusal(status));
  return toErrorBody({ error: message, context: data as Refusal['context'] });
}

const OURS: ReadonlySet<number> = new Set([401, 403, 404]);

function answerUnmatched(response: ServerResponse): void {
  const refusal = toFrameworkRefusal(404);
  response.writeHead(refusal.status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(toErrorBody(refusal)));
}
