import { isPortalError } from '@portal/client';
import { SignIn } from './sign-in.tsx';

interface TroubleProps {
  readonly error: unknown;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** Why the page has no user to show, and what can be done about it. */
export function Trouble({ error, isRetrying, onRetry }: TroubleProps) {
  const isSignedOut = isPortalError(error) && error.status === 401;
  return (
    <section className="trouble" aria-label="Trouble">
      <div role="alert">
        <p>{describeTrouble(error)}</p>
        <Restriction error={error} />
      </div>
      {import.meta.env.DEV && isSignedOut && <SignIn onSignedIn={onRetry} />}
      <button type="button" onClick={onRetry}>
        {isRetrying ? 'Trying again…' : 'Try again'}
      </button>
    </section>
  );
}

/** A failed call in a sentence: Portal's own where it refused. */
export function describeTrouble(error: unknown): string {
  if (!isPortalError(error) || error.kind !== 'refused') return 'Portal can’t be reached.';
  const { status, sentence, retry_after, correlation_id } = error;
  if (status === 401) return 'You are signed out.';
  if (status === 403) return `${sentence}.`;
  if (retry_after !== null) return `${sentence}. Try again in ${retry_after} seconds.`;
  return `${sentence}. If it stays so, report it with the number ${correlation_id}.`;
}

/** Restricted accounts are told why and until when. */
function Restriction({ error }: Pick<TroubleProps, 'error'>) {
  const { reason, expires_at } = (isPortalError(error) && error.data) || {};
  if (expires_at === undefined) return null;
  return (
    <>
      {reason && <p>Reason: {reason}</p>}
      <p>
        {expires_at === null ? (
          'Without end'
        ) : (
          <>
            Until <time dateTime={expires_at}>{new Date(expires_at).toLocaleString()}</time>
          </>
        )}
      </p>
    </>
  );
}
