import type { Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import type { Connection } from '../store/sqlite/connection.ts';
import {
  type ApiKey,
  findApiKey,
  findApiKeyByName,
  findApiKeys,
  insertApiKey,
  revokeApiKey,
} from './api-key.repository.ts';
import { createApiKey } from './api-key.ts';

const MAX_NAME_LENGTH = 100;

export interface AddedKey {
  readonly id: number;
  readonly name: string;
  /** Shown once: it is stored nowhere. */
  readonly key: string;
}

/** Makes a public key under a name of its own; throws an OperatorError if the name is taken. */
export function addKey(trx: Connection, name: string, now: Timestamp): AddedKey {
  requireName(name);
  const taken = findApiKeyByName(trx, name);
  if (taken !== undefined) throw new OperatorError(`key ${taken.id} is called "${name}" already`);
  const key = createApiKey('ppub_');
  return { id: insertApiKey(trx, { name, key, created_at: now }), name, key };
}

export function listKeys(db: Connection): { readonly keys: readonly ApiKey[] } {
  return { keys: findApiKeys(db) };
}

/** Revokes a public key for good; throws an OperatorError if there is none, or it is revoked already. */
export function revokeKey(trx: Connection, id: number, now: Timestamp): ApiKey {
  const key = findApiKey(trx, id);
  if (key === undefined) throw new OperatorError(`no key has the id ${id}; see: portal key list`);
  if (key.revoked_at !== null) throw new OperatorError(`key ${id} is revoked already`);
  revokeApiKey(trx, id, now);
  return { ...key, revoked_at: now };
}

function requireName(name: string): void {
  const length = [...name.trim()].length;
  if (length < 1 || length > MAX_NAME_LENGTH) {
    throw new OperatorError(`the name must have 1 to ${MAX_NAME_LENGTH} characters`);
  }
  if (/\p{Cc}/u.test(name)) throw new OperatorError('the name must have no control characters');
}
