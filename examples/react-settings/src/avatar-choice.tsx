import type { CurrentUser } from '@portal/client';
import {
  type AvatarSource,
  DEFAULT_AVATARS,
  findLink,
  isDefaultAvatar,
  resolveAvatarUrl,
} from '@portal/domain';
import { Avatar } from './avatar.tsx';
import { DEFAULT_AVATAR_NAMES, PLATFORM_NAMES } from './names.ts';

/** What an update may say; the empty one leaves the choice to Portal. */
export type AvatarChoiceValue = AvatarSource | '';
type Links = CurrentUser['linked_platforms'];

interface AvatarChoiceProps {
  readonly links: Links;
  readonly value: AvatarChoiceValue;
  readonly error: string | undefined;
  readonly onChange: (value: AvatarChoiceValue) => void;
}

/** A radio button for each avatar that the user may have, with its picture. */
export function AvatarChoice({ links, value, error, onChange }: AvatarChoiceProps) {
  const platforms = links.map(({ platform }) => platform);
  // The chosen one is offered even when its platform was unlinked since.
  const sources = new Set<AvatarChoiceValue>(['', ...platforms, ...DEFAULT_AVATARS, value]);
  return (
    <div
      role="radiogroup"
      aria-labelledby="avatar-source"
      aria-invalid={error !== undefined}
      aria-describedby="avatar-source-error"
    >
      <strong id="avatar-source">Avatar</strong>
      <div className="choices">
        {[...sources].map((source) => (
          <label key={source}>
            <input
              type="radio"
              name="avatar_source"
              value={source}
              checked={source === value}
              onChange={() => onChange(source)}
            />
            <Avatar url={resolveAvatarUrl(source || null, links)} name={nameOf(source, links)} />
            {nameOf(source, links)}
          </label>
        ))}
      </div>
      <p className="error" id="avatar-source-error">
        {error}
      </p>
    </div>
  );
}

function nameOf(source: AvatarChoiceValue, links: Links): string {
  if (source === '') return 'Automatic';
  if (isDefaultAvatar(source)) return DEFAULT_AVATAR_NAMES[source];
  const name = PLATFORM_NAMES[source];
  return findLink(links, source) === undefined ? `${name} (not linked)` : name;
}
