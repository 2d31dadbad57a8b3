import type { LoginCode, PlatformIdentity, PlatformProfile, Timestamp } from '@portal/domain';
import { build } from '../store/sqlite/build.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import { prepareQuery } from '../store/sqlite/prepared-query.ts';
import type { LoginCodesTable } from '../store/tables.ts';

/** A code as it is stored. */
export interface StoredCode extends LoginCode {
  readonly seed: string;
  readonly code_hash: string | null;
  readonly platform_username: string | null;
  readonly platform_avatar_url: string | null;
}

const EXPIRED_AT_A_TIME = 100;

const codes = build
  .selectFrom('login_codes')
  .select([
    'id',
    'platform',
    'platform_user_id',
    'client_address',
    'seed',
    'code_hash',
    'platform_username',
    'platform_avatar_url',
    'created_at',
    'expires_at',
  ]);

const codeByHash = prepareQuery((hash: string) => codes.where('code_hash', '=', hash));
const codesByAddress = prepareQuery((address: string, now: Timestamp) =>
  codes.where('client_address', '=', address).where('expires_at', '>', now),
);
const codesByIdentity = prepareQuery((platform: LoginCode['platform'], id: string) =>
  codes.where('platform', '=', platform).where('platform_user_id', '=', id),
);

export function findCodeByHash(db: Connection, hash: string): StoredCode | undefined {
  const row = codeByHash.first(db, hash);
  return row && toCode(row);
}

/** The pending codes that an address asked for. */
export function findCodesOfAddress(
  db: Connection,
  address: string,
  now: Timestamp,
): readonly StoredCode[] {
  return codesByAddress.all(db, address, now).map(toCode);
}

/** Every code of an identity, those of bots and those that have expired too. */
export function findCodesOfIdentity(
  db: Connection,
  { platform, platform_user_id }: PlatformIdentity,
): readonly StoredCode[] {
  return codesByIdentity.all(db, platform, platform_user_id).map(toCode);
}

export type NewCode = Pick<
  StoredCode,
  'platform' | 'platform_user_id' | 'client_address' | 'seed' | 'created_at' | 'expires_at'
>;

/** Stores a code in place of an expired one that the same address asked for. */
export function insertCode(db: Connection, code: NewCode): StoredCode {
  const { platform, platform_user_id, client_address, ...rest } = code;
  const undelivered = { code_hash: null, platform_username: null, platform_avatar_url: null };
  const { id } = db.one(
    build
      .insertInto('login_codes')
      .values(code)
      .onConflict((conflict) =>
        conflict
          .columns(['platform', 'platform_user_id', 'client_address'])
          .doUpdateSet({ ...rest, ...undelivered }),
      )
      .returning('id'),
  );
  return { ...code, ...undelivered, id, is_delivered: false };
}

/** Stores what a bot was given, and what it says of the account. */
export function storeDelivery(
  db: Connection,
  id: number,
  delivery: Pick<StoredCode, 'seed' | 'code_hash'> & PlatformProfile,
): void {
  const { seed, code_hash, platform_username, platform_avatar_url } = delivery;
  db.run(
    build
      .updateTable('login_codes')
      .set({ seed, code_hash, platform_username, platform_avatar_url })
      .where('id', '=', id),
  );
}

/** Spends a code: it and every other code of its identity are gone. */
export function deleteCodesOfIdentity(
  db: Connection,
  { platform, platform_user_id }: PlatformIdentity,
): void {
  db.run(
    build
      .deleteFrom('login_codes')
      .where('platform', '=', platform)
      .where('platform_user_id', '=', platform_user_id),
  );
}

/** The codes that a stolen bot may have been given. */
export function deleteCodesOfPlatform(db: Connection, platform: LoginCode['platform']): number {
  return db.run(build.deleteFrom('login_codes').where('platform', '=', platform));
}

/** A few at a time, so that nobody's request waits for a crowd's. */
export function deleteExpiredCodes(db: Connection, now: Timestamp): void {
  const expired = build
    .selectFrom('login_codes')
    .select('id')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(EXPIRED_AT_A_TIME);
  db.run(build.deleteFrom('login_codes').where('id', 'in', expired));
}

type CodeRow = { readonly [TColumn in keyof LoginCodesTable]: StoredCode[TColumn] };

function toCode(row: CodeRow): StoredCode {
  return { ...row, is_delivered: row.code_hash !== null };
}
