import type { Timestamp } from '../timestamp.ts';
import type { PlatformIdentity } from './platform-identity.ts';

/** Letters and digits without `0 O 1 I l`, which look alike. Our decision; the documented page says only "alphanumeric". */
export const LOGIN_CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
export const LOGIN_CODE_LENGTH = 8;
/** In seconds, for both kinds of code. */
export const LOGIN_CODE_LIFETIME = 600;

const BASE = BigInt(LOGIN_CODE_ALPHABET.length);
const NUMBER_OF_CODES = BASE ** BigInt(LOGIN_CODE_LENGTH);

/** A stored code. A web code belongs to the client address that requested it, a bot code to no address (`''`). */
export interface LoginCode extends PlatformIdentity {
  readonly id: number;
  readonly client_address: string;
  /** True after a bot has received the code. Before that, nobody can know it. */
  readonly is_delivered: boolean;
  readonly created_at: Timestamp;
  readonly expires_at: Timestamp;
}

/** How a session started: with a code requested on the website, or with a code that a bot made. */
export type LoginOrigin = 'web_login' | 'bot_login';

/** Reads the bytes as one number modulo 57^8 and writes it in the alphabet, highest digit first. */
export function toLoginCode(bytes: Iterable<number>): string {
  let rest = 0n;
  for (const byte of bytes) rest = (rest * 256n + BigInt(byte)) % NUMBER_OF_CODES;
  let code = '';
  for (let place = 0; place < LOGIN_CODE_LENGTH; place += 1) {
    code = LOGIN_CODE_ALPHABET.charAt(Number(rest % BASE)) + code;
    rest /= BASE;
  }
  return code;
}

/** True if the text has the form of a code. Any other text is a wrong code and needs no query. */
export function isLoginCode(text: string): boolean {
  return /^[A-Za-z0-9]{8}$/.test(text);
}

/** Used codes are deleted, so a stored code is pending until it expires. */
export function isPending(code: Pick<LoginCode, 'expires_at'>, now: Timestamp): boolean {
  return code.expires_at > now;
}

export function loginOrigin(code: Pick<LoginCode, 'client_address'>): LoginOrigin {
  return code.client_address === '' ? 'bot_login' : 'web_login';
}
