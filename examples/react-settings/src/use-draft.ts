import type { FieldErrors, UpdateMeInput } from '@portal/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AvatarChoiceValue } from './avatar-choice.tsx';
import { portal } from './portal.ts';

/** What the user changed and Portal has not stored yet. */
export interface Draft extends UpdateMeInput {
  readonly username?: string;
  readonly avatar_source?: AvatarChoiceValue;
}

const FIELDS = ['username', 'avatar_source'] as const;

/** A draft and its saving: a field that is stored leaves the draft, one that fails stays to be corrected. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>({});
  const queryClient = useQueryClient();
  const save = useMutation(
    portal.users.updateMe.mutationOptions({
      async onSuccess({ user, errors }, sent) {
        // A read that is still under way may have been answered before the update.
        await queryClient.cancelQueries(portal.users.me.queryFilter());
        queryClient.setQueryData(portal.users.me.queryKey(), user);
        setDraft((current) => withoutStored(current, sent, errors));
      },
      // The page then tells whether this was the update's trouble or everyone's.
      onError: () => queryClient.invalidateQueries(portal.users.me.queryFilter()),
    }),
  );
  return {
    draft,
    change: (changed: Draft) => setDraft((current) => ({ ...current, ...changed })),
    save,
  };
}

/** What was typed while the answer was under way stays too. */
function withoutStored(draft: Draft, sent: UpdateMeInput, errors: FieldErrors | null): Draft {
  const left: { -readonly [TField in keyof Draft]: Draft[TField] } = { ...draft };
  for (const field of FIELDS) {
    if (left[field] === sent[field] && errors?.[field] === undefined) delete left[field];
  }
  return left;
}
