import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, withCommonOptions } from '../cli/command-options.ts';
import { perform, print, withDatabase } from '../cli/perform.ts';
import type { ApiKey } from './api-key.repository.ts';

export function createKeyCommand(): Command {
  const key = new Command('key').description('make, list and revoke the public keys of clients');
  const add = key
    .command('add')
    .description('make a public key and print it, once')
    .argument('<name>', 'what it is for');
  withCommonOptions(add).action(async (name: string, options: CommonOptions) => {
    const { addKey } = await import('./api-keys.administration.ts');
    await perform(options, {
      work: (trx, now) => addKey(trx, name, now),
      format: (added) => added.key,
    });
  });
  withCommonOptions(key.command('list').description('list the public keys')).action(
    async (options: CommonOptions) => {
      const { listKeys } = await import('./api-keys.administration.ts');
      const listed = await withDatabase(options.db, (db) => listKeys(db));
      print(options, listed, ({ keys }) => keys.map(describe).join('\n') || 'there are no keys');
    },
  );
  const revoke = key
    .command('revoke')
    .description('revoke a public key for good')
    .argument('<key-id>', 'its id', parseKeyId);
  withCommonOptions(revoke).action(async (id: number, options: CommonOptions) => {
    const { revokeKey } = await import('./api-keys.administration.ts');
    await perform(options, {
      work: (trx, now) => revokeKey(trx, id, now),
      format: (revoked) => `key ${revoked.id} (${revoked.name}) is revoked`,
    });
  });
  return key;
}

function describe({ id, name, created_at, revoked_at }: ApiKey): string {
  const end = revoked_at === null ? '' : `  revoked ${revoked_at}`;
  return `${id}  ${name}  made ${created_at}${end}`;
}

/** The id of a key or a bot. */
export function parseKeyId(text: string): number {
  const id = Number(text);
  if (/^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}
