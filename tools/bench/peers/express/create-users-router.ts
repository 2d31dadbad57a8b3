import express, { type RequestHandler, type Response, Router } from 'express';
import type { Accounts } from '../accounts/accounts.ts';
import type { Viewer } from '../accounts/authenticate.ts';
import { noSuchUser, toFrameworkRefusal } from '../accounts/refusal.ts';
import { shapes } from '../zod/user-schemas.ts';
import { refuse } from './refuse.ts';

type SignedIn = Response<unknown, { viewer: Viewer }>;

/** The three routes, behind a middleware that asks for a session. */
export function createUsersRouter(accounts: Accounts): Router {
  const router = Router();
  router.use(requireSession(accounts));

  router.get('/me', (_request, response: SignedIn) => {
    response.json(shapes.currentUser.parse(accounts.me(response.locals.viewer)));
  });

  router.post('/me/update', express.json(), (request, response: SignedIn) => {
    const patch = shapes.updateInput.safeParse(request.body);
    if (!patch.success) return refuse(response, toFrameworkRefusal(400));
    const updated = accounts.updateMe(response.locals.viewer, patch.data);
    response.json(shapes.updatedUser.parse(updated));
  });

  router.get('/profile/:username', (request, response: SignedIn) => {
    const { username } = shapes.profileInput.parse(request.params);
    const profile = accounts.profile(response.locals.viewer, username);
    if (profile === undefined) return refuse(response, noSuchUser);
    response.json(shapes.profile.parse(profile));
  });
  return router;
}

function requireSession(accounts: Accounts): RequestHandler {
  return (request, response, next) => {
    const viewer = accounts.authenticate(request.headers.cookie);
    if (!viewer.ok) return refuse(response, viewer.error);
    response.locals['viewer'] = viewer.value;
    next();
  };
}
