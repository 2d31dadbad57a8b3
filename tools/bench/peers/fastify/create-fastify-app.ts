import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import { toFrameworkRefusal } from '../accounts/refusal.ts';
import { mountUsers } from './mount-users.ts';
import { refuse } from './refuse.ts';

/** The peer as users of Fastify write it: an encapsulated plugin, hooks, and a schema for all that comes and goes. */
export function createFastifyApp(accounts: Accounts): FastifyInstance {
  const app = fastify({
    logger: false,
    // Names that no user could have are not found, however long.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, _request, reply) =>
      refuse(reply, toFrameworkRefusal(error.statusCode)),
  });
  app.removeContentTypeParser('text/plain');
  app.setNotFoundHandler((_request, reply) => refuse(reply, toFrameworkRefusal(404)));
  app.setErrorHandler((error: FastifyError, _request, reply) =>
    refuse(reply, toFrameworkRefusal(error.statusCode)),
  );
  app.addHook('onClose', async () => accounts.close());
  app.register(async (users) => mountUsers(users, accounts), { prefix: '/v1/users' });
  return app;
}
