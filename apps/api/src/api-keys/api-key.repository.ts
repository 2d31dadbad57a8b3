import type { Timestamp } from '@portal/domain';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import { hashApiKey } from './api-key.ts';

/** A public key as an administrator sees it; the key itself is stored nowhere. */
export interface ApiKey {
  readonly id: number;
  readonly name: string;
  readonly created_at: Timestamp;
  readonly revoked_at: Timestamp | null;
}

const idByHash = prepareQuery((hash: string) =>
  build
    .selectFrom('api_keys')
    .select('id')
    .where('key_hash', '=', hash)
    .where('revoked_at', 'is', null),
);

/** The id of a public key that nobody has revoked. */
export function findApiKeyId(db: Connection, key: string): number | undefined {
  return idByHash.first(db, hashApiKey(key))?.id;
}

const apiKeys = build.selectFrom('api_keys').select(['id', 'name', 'created_at', 'revoked_at']);

export function findApiKeys(db: Connection): readonly ApiKey[] {
  return db.all(apiKeys.orderBy('id'));
}

export function findApiKey(db: Connection, id: number): ApiKey | undefined {
  return db.first(apiKeys.where('id', '=', id));
}

export function findApiKeyByName(db: Connection, name: string): ApiKey | undefined {
  return db.first(apiKeys.where('name', '=', name));
}

export interface NewApiKey {
  readonly name: string;
  readonly key: string;
  readonly created_at: Timestamp;
}

export function insertApiKey(db: Connection, { key, ...rest }: NewApiKey): number {
  const values = { ...rest, key_hash: hashApiKey(key) };
  return db.one(build.insertInto('api_keys').values(values).returning('id')).id;
}

export function revokeApiKey(db: Connection, id: number, now: Timestamp): void {
  db.run(build.updateTable('api_keys').set({ revoked_at: now }).where('id', '=', id));
}
