import { useQueryClient } from '@tanstack/react-query';
import { portal } from './portal.ts';

/** Stands in for signing in while developing: takes the cookie that the command line prints. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const signIn = async (form: FormData) => {
    const value = String(form.get('session'))
      .trim()
      .replace(/^psession=/, '');
    await cookieStore.set({ name: 'psession', value, sameSite: 'lax' });
    onSignedIn();
  };
  return (
    <form action={signIn}>
      <label htmlFor="session">Session</label>
      <input
        id="session"
        name="session"
        required
        pattern="\s*(psession=)?[\w.\-]+\s*"
        autoComplete="off"
        aria-describedby="session-hint"
      />
      <p id="session-hint">
        What this prints; the mock takes any word.{' '}
        <code>npx -y pnpm@12 portal session issue exampleuser --db data/demo.db</code>
      </p>
      <button type="submit">Sign in</button>
    </form>
  );
}

/** Forgets the session of this browser; Portal's own record of it goes on until it expires. */
export function SignOut() {
  const queryClient = useQueryClient();
  const signOut = async () => {
    await cookieStore.delete('psession');
    await queryClient.resetQueries(portal.users.me.queryFilter());
  };
  return (
    <button type="button" onClick={signOut}>
      Sign out
    </button>
  );
}
