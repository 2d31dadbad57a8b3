import { useState } from 'react';

interface AvatarProps {
  readonly url: string | null;
  readonly name: string;
}

/** A picture beside its name; the name's first letter where there is none, or where it does not load. */
export function Avatar({ url, name }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url === null || url === broken) {
    return (
      <span className="avatar" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
    );
  }
  return (
    <img
      className="avatar"
      src={url}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
    />
  );
}
