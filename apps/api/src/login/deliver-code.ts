import type { PlatformProfile, Timestamp } from '@portal/domain';
import type { Connection } from '../store/sqlite/connection.ts';
import { findCodeByHash, type StoredCode, storeDelivery } from './login-code.repository.ts';
import { createSeed, type LoginCodes } from './login-codes.ts';

/** A code, and the account a bot gives it to. */
export interface Delivery {
  readonly code: StoredCode;
  readonly profile: PlatformProfile;
}

/** The code as text, the same each time; from here on it can be verified. */
export function deliverCode(
  trx: Connection,
  { code: { id, ...stored }, profile }: Delivery,
  codes: LoginCodes,
): { readonly code: string; readonly expires_at: Timestamp } {
  let { seed } = stored;
  let code_hash = codes.hashOf(codes.codeOf(seed));
  while (isTakenByAnother(trx, code_hash, id)) {
    seed = createSeed();
    code_hash = codes.hashOf(codes.codeOf(seed));
  }
  storeDelivery(trx, id, { ...profile, seed, code_hash });
  return { code: codes.codeOf(seed), expires_at: stored.expires_at };
}

function isTakenByAnother(trx: Connection, code_hash: string, id: number): boolean {
  const holder = findCodeByHash(trx, code_hash);
  return holder !== undefined && holder.id !== id;
}
