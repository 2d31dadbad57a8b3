import { createHmac, randomBytes } from 'node:crypto';
import { toLoginCode } from '@portal/domain';

const SECRET_BYTES = 32;
const SEED_BYTES = 16;

/** Makes codes of seeds and hashes of codes: who reads the database alone learns neither. */
export interface LoginCodes {
  codeOf(seed: string): string;
  hashOf(code: string): string;
}

/** Without a secret one is drawn, which this process alone has: another cannot verify its codes. */
export function createLoginCodes(secret = randomBytes(SECRET_BYTES)): LoginCodes {
  const hmac = (text: string) => createHmac('sha256', secret).update(text);
  return {
    codeOf: (seed) => toLoginCode(hmac(`code:${seed}`).digest()),
    hashOf: (code) => hmac(`hash:${code}`).digest('hex'),
  };
}

export function createSeed(): string {
  return randomBytes(SEED_BYTES).toString('hex');
}
