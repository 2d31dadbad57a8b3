import type { CurrentUser } from '@portal/client';
import { type SubmitEvent, useEffect, useRef } from 'react';
import { AvatarChoice } from './avatar-choice.tsx';
import { describeTrouble } from './trouble.tsx';
import { useDraft } from './use-draft.ts';

/** Changes the user. The rules stay Portal's: whatever is typed is sent, and each field shows what Portal says of it. */
export function SettingsForm({ user }: { readonly user: CurrentUser }) {
  const { draft, change, save } = useDraft();
  const errors = save.data?.errors;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (errors) form.current?.querySelector<HTMLElement>(FIRST_INVALID)?.focus();
  }, [errors]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate(draft);
  };
  return (
    <form ref={form} onSubmit={submit} aria-label="Your settings">
      <label htmlFor="username">Username</label>
      <input
        id="username"
        value={draft.username ?? user.username}
        onChange={(event) => change({ username: event.target.value })}
        aria-invalid={errors?.username !== undefined}
        aria-describedby="username-error"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <p className="error" id="username-error">
        {errors?.username}
      </p>
      <AvatarChoice
        links={user.linked_platforms}
        value={draft.avatar_source ?? user.avatar_source ?? ''}
        error={errors?.avatar_source}
        onChange={(avatar_source) => change({ avatar_source })}
      />
      <button type="submit">Save</button>
      <p role="status">{describeOutcome(save)}</p>
    </form>
  );
}

const FIRST_INVALID = 'input[aria-invalid=true], [aria-invalid=true] input:checked';

type Save = ReturnType<typeof useDraft>['save'];

function describeOutcome({ status, data, error }: Save): string {
  switch (status) {
    case 'idle':
      return '';
    case 'pending':
      return 'Saving…';
    case 'error':
      return `Not saved. ${describeTrouble(error)}`;
    case 'success':
      return data.errors === null ? 'Saved.' : 'Saved, but for what is marked.';
    default:
      return status satisfies never;
  }
}
