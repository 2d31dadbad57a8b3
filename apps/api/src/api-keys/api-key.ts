import { hash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** What a key begins with: `ppub_` is public and ships in pages, `hbot_` is a bot's secret. */
export type KeyPrefix = 'ppub_' | 'hbot_';

/** 256 random bits, so its plain hash is enough to store. */
export function createApiKey(prefix: KeyPrefix): string {
  return prefix + randomBytes(KEY_BYTES).toString('hex');
}

export function isApiKey(prefix: KeyPrefix, text: string | undefined): text is string {
  return text?.startsWith(prefix) === true && /^[0-9a-f]{64}$/.test(text.slice(prefix.length));
}

/** What is stored in place of the key. */
export function hashApiKey(key: string): string {
  return hash('sha256', key);
}
