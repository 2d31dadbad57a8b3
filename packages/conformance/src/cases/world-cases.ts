import type { CurrentUser } from '@portal/domain';
import type { Session } from '../asking/asker.ts';
import { expectError, expectSame, requireValueOf } from '../asking/expect-answer.ts';
import { TRANSPORTS, type Transport } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { becomeUpdater, defaultAvatarUrl, unusedName } from './current-user.ts';

const group = 'what sessions see of each other';

export const worldCases: readonly ConformanceCase[] = [
  ...TRANSPORTS.map(isReadByOthers),
  ...TRANSPORTS.map(frees),
  ...TRANSPORTS.map(isWonOnce),
  ...TRANSPORTS.map(isReadByNobodyElse),
];

function isReadByOthers(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `what one stores over ${over} others read, and their own stays as it is`,
    needs: { of: ['a shared world'], viewers: ['user', 'moderator'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      const moderator = await becomeUpdater(ask, 'moderator', over);
      const theirs = await moderator.me();
      const username = unusedName();
      const changes = {
        username,
        avatar_source: 'discord_4',
        avatar_url: defaultAvatarUrl('discord_4'),
      } as const;
      const input = { username, avatar_source: 'discord_4' };
      const { id } = await user.update(input, { before: await user.me(), changes });
      const profile = { operation: 'users.profile', input: { username } } as const;
      const answer = await ask.ask(moderator.session, profile, over);
      const seen = requireValueOf<CurrentUser>(answer);
      const { avatar_url } = changes;
      const brief = { id: seen.id, username: seen.username, avatar_url: seen.avatar_url };
      expectSame(answer.asked, { id, username, avatar_url }, brief);
      expectSame('users.me of the other', theirs.updated_at, (await moderator.me()).updated_at);
      expectSame('users.me of the other', theirs.username, (await moderator.me()).username);
    },
  });
}

function frees(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `a name that is given up over ${over} is free for others`,
    needs: { of: ['a shared world'], viewers: ['user', 'moderator'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      const moderator = await becomeUpdater(ask, 'moderator', over);
      const before = await user.me();
      const [first, second] = [unusedName(), unusedName()];
      const named = await user.update(
        { username: first },
        { before, changes: { username: first } },
      );
      const theirs = await moderator.me();
      const errors = { username: 'username is already taken' };
      await moderator.update({ username: first }, { before: theirs, errors });
      await user.update({ username: second }, { before: named, changes: { username: second } });
      const changes = { username: first };
      await moderator.update({ username: first }, { before: theirs, changes });
    },
  });
}

function isWonOnce(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `of those who race for a name over ${over} exactly one gets it, and the others are told`,
    needs: { of: ['a shared world'], viewers: ['user', 'moderator', 'admin', 'owner'] },
    async check(ask) {
      const sessions: Session[] = [];
      for (const viewer of ['user', 'moderator', 'admin', 'owner'] as const) {
        sessions.push(await ask.signIn(viewer));
      }
      const question = { operation: 'users.updateMe', input: { username: unusedName() } } as const;
      const answers = await Promise.all(
        sessions.map((session) => ask.ask(session, question, over)),
      );
      const errors = answers.map((answer) => requireValueOf<{ errors: unknown }>(answer).errors);
      const lost = errors.filter((error) => error !== null);
      const taken = { username: 'username is already taken' };
      expectSame('the same update by four', [taken, taken, taken], lost);
    },
  });
}

function isReadByNobodyElse(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `what one stores over ${over} no other session sees, not even of the same user`,
    needs: { of: ['a world of its own'], viewers: ['user', 'owner'] },
    async check(ask) {
      const user = await becomeUpdater(ask, 'user', over);
      const same = await becomeUpdater(ask, 'user', over);
      const owner = await becomeUpdater(ask, 'owner', over);
      const before = await user.me();
      const username = unusedName();
      await user.update({ username }, { before, changes: { username } });
      expectSame('users.me of another session', before.username, (await same.me()).username);
      const profile = { operation: 'users.profile', input: { username } } as const;
      expectError(await ask.ask(owner.session, profile, over), 'user_not_found');
    },
  });
}
