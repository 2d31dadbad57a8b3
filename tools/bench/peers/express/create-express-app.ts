import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Accounts } from '../accounts/accounts.ts';
import { toFrameworkRefusal } from '../accounts/refusal.ts';
import { createUsersRouter } from './create-users-router.ts';
import { refuse } from './refuse.ts';

/** The peer as users of Express write it: middleware for the session, zod for all that comes and goes. */
export function createExpressApp(accounts: Accounts): Express {
  const app = express();
  app.disable('x-powered-by');
  // Answers depend on who asks and are not to be kept, so nobody would ask with a tag.
  app.disable('etag');
  app.use('/v1/users', createUsersRouter(accounts));
  app.use((_request, response) => refuse(response, toFrameworkRefusal(404)));
  app.use(answerFailure);
  return app;
}

// biome-ignore lint/complexity/useMaxParams: Express tells it by its four parameters
const answerFailure: ErrorRequestHandler = (error, _request, response, _next) => {
  refuse(response, toFrameworkRefusal(error.status));
};
