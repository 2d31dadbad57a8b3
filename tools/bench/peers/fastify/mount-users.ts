import type { UserPatch } from '@portal/domain';
import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import type { Viewer } from '../accounts/authenticate.ts';
import { noSuchUser } from '../accounts/refusal.ts';
import { refuse } from './refuse.ts';
import { meSchema, profileSchema, updateSchema } from './route-schemas.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
  }
}

/** The three routes, behind a hook that asks for a session. */
export function mountUsers(app: FastifyInstance, accounts: Accounts): void {
  app.decorateRequest('viewer');
  app.addHook('onRequest', (request, reply, done) => {
    const viewer = accounts.authenticate(request.headers.cookie);
    if (!viewer.ok) return refuse(reply, viewer.error);
    request.viewer = viewer.value;
    done();
  });

  app.get('/me', { schema: meSchema }, (request, reply) => {
    reply.send(accounts.me(request.viewer));
  });

  app.post<{ Body: UserPatch }>('/me/update', { schema: updateSchema }, (request, reply) => {
    reply.send(accounts.updateMe(request.viewer, request.body));
  });

  app.get<{ Params: { username: string } }>(
    '/profile/:username',
    { schema: profileSchema },
    (request, reply) => {
      const profile = accounts.profile(request.viewer, request.params.username);
      if (profile === undefined) return refuse(reply, noSuchUser);
      return reply.send(profile);
    },
  );
}
