import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Accounts } from '../accounts/accounts.ts';
import type { Viewer } from '../accounts/authenticate.ts';
import { noSuchUser, type Refusal, toErrorBody, toFrameworkRefusal } from '../accounts/refusal.ts';
import { shapes } from './user-schemas.ts';

interface Environment {
  readonly Variables: { readonly viewer: Viewer };
}

/** The peer as users of Hono write it: a middleware for the session, zod for input and output. */
export function createHonoApp(accounts: Accounts): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use('/v1/users/*', requireSession(accounts));

  app.get('/v1/users/me', (c) => c.json(shapes.currentUser.parse(accounts.me(c.get('viewer')))));

  app.post('/v1/users/me/update', async (c) => {
    if (c.req.header('content-type') !== 'application/json') throw new HTTPException(415);
    const body = await c.req.json().catch(() => undefined);
    const patch = shapes.updateInput.safeParse(body);
    if (!patch.success) throw new HTTPException(400);
    return c.json(shapes.updatedUser.parse(accounts.updateMe(c.get('viewer'), patch.data)));
  });

  app.get('/v1/users/profile/:username', (c) => {
    const { username } = shapes.profileInput.parse(c.req.param());
    const profile = accounts.profile(c.get('viewer'), username);
    if (profile === undefined) return respond(noSuchUser);
    return c.json(shapes.profile.parse(profile));
  });

  app.notFound(() => respond(toFrameworkRefusal(404)));
  app.onError((error) =>
    respond(toFrameworkRefusal(error instanceof HTTPException ? error.status : 500)),
  );
  return app;
}

function requireSession(accounts: Accounts): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const viewer = accounts.authenticate(c.req.header('cookie'));
    if (!viewer.ok) return respond(viewer.error);
    c.set('viewer', viewer.value);
    await next();
  };
}

function respond(refusal: Refusal): Response {
  return Response.json(toErrorBody(refusal), { status: refusal.status });
}
