import { hash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
const TOKEN_FORM = /^[0-9a-f]{64}$/;
const SUFFIX_LENGTH = 6;

/** 256 random bits in hexadecimal. This is safe in a cookie, and the command line never reads it as an option. */
export function createSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

export function isSessionToken(text: string): boolean {
  return TOKEN_FORM.test(text);
}

/** The value that is stored instead of the token. */
export function hashSessionToken(token: string): string {
  return hash('sha256', token);
}

/** The last 6 characters of a token, for display only. */
export function tokenSuffix(token: string): string {
  return token.slice(-SUFFIX_LENGTH);
}
