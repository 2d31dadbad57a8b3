import type { PortalRouter } from '@portal/contract';
import { createTRPCClient, httpBatchLink, isTRPCClientError } from '@trpc/client';

const portal = createTRPCClient<PortalRouter>({
  links: [
    httpBatchLink({
      url: `${process.env['PORTAL_URL']}/trpc`,
      maxItems: 10,
      headers: { cookie: process.env['PORTAL_COOKIE'] ?? '' },
    }),
  ],
});

const { user, errors } = await portal.users.updateMe.mutate({
  username: 'no spaces please',
  avatar_source: 'discord_3',
});
console.log(user.username, user.avatar_url, errors?.username);

try {
  await portal.users.profile.query({ username: 'nobody-has-this-name' });
} catch (error) {
  if (!isTRPCClientError<PortalRouter>(error)) throw error;
  console.log(error.data?.httpStatus, error.message);
}
