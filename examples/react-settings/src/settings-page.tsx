import { type CurrentUser, isPortalError } from '@portal/client';
import { useQuery } from '@tanstack/react-query';
import { Avatar } from './avatar.tsx';
import { LEVEL_NAMES, PLATFORM_NAMES } from './names.ts';
import { portal } from './portal.ts';
import { SettingsForm } from './settings-form.tsx';
import { SignOut } from './sign-in.tsx';
import { Trouble } from './trouble.tsx';

/** Reads the user and shows what may be shown: the form stays through a failure that may pass. */
export function SettingsPage() {
  const {
    data: user,
    error,
    isPending,
    isFetching,
    refetch,
  } = useQuery(portal.users.me.queryOptions());
  return (
    <main>
      <h1>Settings</h1>
      {isPending && <p role="status">Loading…</p>}
      {error && <Trouble error={error} isRetrying={isFetching} onRetry={() => void refetch()} />}
      {user && !isShutOut(error) && (
        <>
          <Summary user={user} />
          <SettingsForm key={user.id} user={user} />
          {import.meta.env.DEV && <SignOut />}
        </>
      )}
    </main>
  );
}

function Summary({ user }: { readonly user: CurrentUser }) {
  const { username, avatar_url, permission_level, linked_platforms } = user;
  return (
    <section className="summary" aria-label="You">
      <Avatar url={avatar_url} name={username} />
      <div>
        <h2>{username}</h2>
        <p>{LEVEL_NAMES[permission_level]}</p>
        {linked_platforms.length === 0 && <p>No linked platforms</p>}
        {linked_platforms.map(({ platform, platform_username }) => (
          <p key={platform}>
            {PLATFORM_NAMES[platform]}: {platform_username}
          </p>
        ))}
      </div>
    </section>
  );
}

/** Whether Portal answered that this browser has no user to show any more. */
function isShutOut(error: unknown): boolean {
  return isPortalError(error) && (error.status === 401 || error.status === 403);
}
