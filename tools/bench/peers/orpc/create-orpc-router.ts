import { ORPCError, os } from '@orpc/server';
import type { Accounts } from '../accounts/accounts.ts';
import { noSuchUser, type Refusal } from '../accounts/refusal.ts';
import { shapes } from '../zod/user-schemas.ts';

/** What each request brings along. */
export interface OrpcContext {
  readonly cookie: string | undefined;
}

/** The three procedures, behind a middleware that asks for a session. */
export function createOrpcRouter(accounts: Accounts) {
  const signedIn = os.$context<OrpcContext>().use(({ context, next }) => {
    const viewer = accounts.authenticate(context.cookie);
    if (!viewer.ok) throw toOrpcError(viewer.error);
    return next({ context: { viewer: viewer.value } });
  });

  return {
    users: {
      me: signedIn
        .route({ method: 'GET', path: '/v1/users/me' })
        .output(shapes.currentUser)
        .handler(({ context }) => accounts.me(context.viewer)),

      updateMe: signedIn
        .route({ method: 'POST', path: '/v1/users/me/update' })
        .input(shapes.updateInput)
        .output(shapes.updatedUser)
        .handler(({ context, input }) => accounts.updateMe(context.viewer, input)),

      profile: signedIn
        .route({ method: 'GET', path: '/v1/users/profile/{username}' })
        .input(shapes.profileInput)
        .output(shapes.profile)
        .handler(({ context, input }) => {
          const profile = accounts.profile(context.viewer, input.username);
          if (profile === undefined) throw toOrpcError(noSuchUser);
          return profile;
        }),
    },
  };
}

const codes = { 401: 'UNAUTHORIZED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' } as const;

function toOrpcError({ status, error, context }: Refusal) {
  const code = status in codes ? codes[status as keyof typeof codes] : 'INTERNAL_SERVER_ERROR';
  return new ORPCError(code, { message: error, data: context ?? {} });
}
