import { createHash } from 'node:crypto';
import { runPortal } from '../../portal/portal-process.ts';
import { pick } from '../requests/pick.ts';
import { toMarkedText } from './marks.ts';
import { findUserRestriction, isLive, type ModelUser, type World } from './model.ts';

/** Changes a user by the command line, beside the server. */
type CommandChange = (world: World, user: ModelUser) => Promise<void>;

const changes: readonly CommandChange[] = [ban, lift, issueSession, endSession];

/** The command lines in turn, on somebody. */
export async function changeByCommand(world: World, turn: number): Promise<void> {
  const change = changes[turn % changes.length];
  await change?.(world, pick(world.random, world.users));
}

async function ban(world: World, user: ModelUser): Promise<void> {
  const reason = toMarkedText({ reader: 'restricted', userId: user.id }, 'reason');
  const args = ['moderation', 'add', '--reason', reason, '--', user.username, 'PLATFORM_BAN'];
  const { id, expires_at, action_type } = await run(world, args);
  const action = { id: Number(id), action_type: String(action_type), reason, expires_at: null };
  if (expires_at !== null) throw new Error(`a ban without an end ends at ${expires_at}`);
  user.actions.push({ ...action, lifted_at: null, created_at: isTime });
}

async function lift(world: World): Promise<void> {
  const user = world.users.find((one) => findUserRestriction(one) !== undefined);
  const action = user && findUserRestriction(user);
  if (action === undefined) return;
  const { lifted_at } = await run(world, ['moderation', 'lift', String(action.id)]);
  action.lifted_at = String(lifted_at);
}

async function issueSession(world: World, user: ModelUser): Promise<void> {
  // A name may begin like an option.
  const issued = await run(world, ['session', 'issue', '--', user.username]);
  const [token, expires_at] = [String(issued['token']), String(issued['expires_at'])];
  const created_at = String(
    world.sqlite
      .prepare('select created_at from sessions where token_hash = ?')
      .pluck()
      .get(createHash('sha256').update(token).digest('hex')),
  );
  user.sessions.push({ token, created_at, expires_at, ended_at: null });
}

async function endSession(world: World): Promise<void> {
  for (const user of world.users) {
    const session = user.sessions.find((one) => isLive(one, user));
    if (session === undefined) continue;
    session.ended_at = String((await run(world, ['session', 'end', session.token]))['ended_at']);
    return;
  }
}

async function run({ file }: World, args: readonly string[]): Promise<Record<string, unknown>> {
  const [noun = '', verb = '', ...rest] = args;
  const ended = await runPortal([noun, verb, '--json', ...rest], { file });
  if (ended.code !== 0) throw new Error(`portal ${args.join(' ')}: ${ended.stderr}`);
  return JSON.parse(ended.stdout);
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
}
