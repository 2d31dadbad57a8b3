import { PERMISSION_LEVELS, SUBSCRIPTION_TIERS, USER_STATES } from '@portal/domain';
import { Command, Option } from 'commander';
import {
  type CommonOptions,
  levelNames,
  tierNames,
  withCommonOptions,
} from '../cli/command-options.ts';
import { perform, print, withDatabase } from '../cli/perform.ts';
import { toTerminal } from '../cli/to-terminal.ts';
import type { ShownUser } from './describe-user.ts';
import type { UserReference } from './require-user.ts';
import { withUser } from './user-options.ts';

interface AddOptions extends CommonOptions {
  readonly level: keyof typeof PERMISSION_LEVELS;
  readonly tier: keyof typeof SUBSCRIPTION_TIERS;
}

export function createUserCommand(): Command {
  const user = new Command('user').description('add and show users');
  const add = user.command('add').description('add a user').argument('<name>', 'the username');
  withCommonOptions(add)
    .addOption(new Option('--level <level>').choices(levelNames).default('user'))
    .addOption(new Option('--tier <tier>').choices(tierNames).default('basic'))
    .action(async (username: string, options: AddOptions) => {
      const { addUser } = await import('./users.administration.ts');
      await perform(options, {
        work: (trx, now) =>
          addUser(
            trx,
            {
              username,
              permission_level: PERMISSION_LEVELS[options.level],
              subscription_tier: SUBSCRIPTION_TIERS[options.tier],
            },
            now,
          ),
        format: (added) => `${added.username} is user ${added.id}`,
      });
    });
  const show = user.command('show').description('show everything about a user');
  withCommonOptions(withUser(show)).action(
    async (reference: UserReference, options: CommonOptions) => {
      const { describeUser } = await import('./describe-user.ts');
      const shown = await withDatabase(options.db, (db) => describeUser(db, reference));
      print(options, shown, formatUser);
    },
  );
  return user;
}

function formatUser(user: ShownUser): string {
  const fields = Object.entries({
    ...user,
    state: `${user.state} ${nameOf(USER_STATES, user.state)}`,
    permission_level: `${user.permission_level} ${nameOf(PERMISSION_LEVELS, user.permission_level)}`,
    subscription_tier: `${user.subscription_tier} ${nameOf(SUBSCRIPTION_TIERS, user.subscription_tier)}`,
  });
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${formatValue(value)}`).join('\n');
}

function formatValue(value: unknown): string {
  if (value === null) return '-';
  if (!Array.isArray(value)) return toTerminal(String(value)).replaceAll('\n', '\\u{a}');
  return value.length === 0 ? 'none' : value.map((item) => `\n  ${JSON.stringify(item)}`).join('');
}

function nameOf(names: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(names).find(([, candidate]) => candidate === value)?.[0] ?? '';
}
