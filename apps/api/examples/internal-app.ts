import { createPortalClient, isPortalError } from '@portal/client';

const portal = createPortalClient({
  url: process.env['PORTAL_URL'] ?? 'http://127.0.0.1:3000',
  session: process.env['PORTAL_COOKIE'],
});

const { user, errors } = await portal.users.updateMe.mutate({
  username: 'no spaces please',
  avatar_source: 'discord_3',
});
console.log(user.username, user.avatar_url, errors?.username);

try {
  await portal.users.profile.query({ username: 'nobody-has-this-name' });
} catch (error) {
  if (!isPortalError(error)) throw error;
  console.log(error.status, error.sentence);
}
