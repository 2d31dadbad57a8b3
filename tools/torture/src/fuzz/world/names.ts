import { pick } from '../requests/pick.ts';
import type { World } from './model.ts';

export const NAME_CHARACTERS = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-',
];
const LONGEST = 32;

export function isName(text: string): boolean {
  return /^[A-Za-z0-9._-]{3,32}$/.test(text);
}

type Owner = Pick<World, 'worker' | 'workers' | 'random'>;

/** Each possible name is of one worker, in whatever case, so that two workers never want the same. */
export function isOwned({ worker, workers }: Owner, name: string): boolean {
  let sum = 0;
  for (const character of name.toLowerCase()) sum = (sum * 31 + character.charCodeAt(0)) % 65_537;
  return sum % workers === worker;
}

/** The same text, unless it is a name of another worker: then the nearest of this one. */
export function toOwned(owner: Owner, text: string): string {
  if (!isName(text) || isOwned(owner, text)) return text;
  const stem = text.slice(0, LONGEST - 2);
  for (;;) {
    const name = stem + pick(owner.random, NAME_CHARACTERS) + pick(owner.random, NAME_CHARACTERS);
    if (isOwned(owner, name)) return name;
  }
}
