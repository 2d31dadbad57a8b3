import type { CurrentUser } from '@portal/domain';
import { expectError, expectSame, requireValueOf } from '../../client/expect-response.ts';
import type { Session } from '../../client/session.ts';
import { TRANSPORTS, type Transport } from '../../client/transport.ts';
import { type ConformanceCase, defineCase } from '../../conformance-case.ts';
import { fieldMessages } from '../../oracle/check-update.ts';
import { createUpdater, defaultAvatarUrl, unusedName } from './current-user.ts';
import { profile, updateMe } from './user-rows.ts';

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
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const moderator = await createUpdater(client, 'moderator', over);
      const theirs = await moderator.read();
      const username = unusedName();
      const changes = {
        username,
        avatar_source: 'discord_4',
        avatar_url: defaultAvatarUrl('discord_4'),
      } as const;
      const input = { username, avatar_source: 'discord_4' };
      const { id } = await user.update(input, { before: await user.read(), changes });
      const call = { operation: profile, input: { username } };
      const answer = await client.call(moderator.session, call, over);
      const seen = requireValueOf<CurrentUser>(answer);
      const { avatar_url } = changes;
      const brief = { id: seen.id, username: seen.username, avatar_url: seen.avatar_url };
      expectSame(answer.asked, { id, username, avatar_url }, brief);
      expectSame('users.me of the other', theirs.updated_at, (await moderator.read()).updated_at);
      expectSame('users.me of the other', theirs.username, (await moderator.read()).username);
    },
  });
}

function frees(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `a name that is given up over ${over} is free for others`,
    needs: { of: ['a shared world'], viewers: ['user', 'moderator'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const moderator = await createUpdater(client, 'moderator', over);
      const before = await user.read();
      const [first, second] = [unusedName(), unusedName()];
      const named = await user.update(
        { username: first },
        { before, changes: { username: first } },
      );
      const theirs = await moderator.read();
      const errors = { username: fieldMessages.username_taken };
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
    name: `of those who race for a name over ${over} exactly one gets it, and the others get an error`,
    needs: { of: ['a shared world'], viewers: ['user', 'moderator', 'admin', 'owner'] },
    async check(client) {
      const sessions: Session[] = [];
      for (const viewer of ['user', 'moderator', 'admin', 'owner'] as const) {
        sessions.push(await client.signIn(viewer));
      }
      const call = { operation: updateMe, input: { username: unusedName() } };
      const answers = await Promise.all(
        sessions.map((session) => client.call(session, call, over)),
      );
      const errors = answers.map((answer) => requireValueOf<{ errors: unknown }>(answer).errors);
      const lost = errors.filter((error) => error !== null);
      const taken = { username: fieldMessages.username_taken };
      expectSame('the same update by four', [taken, taken, taken], lost);
    },
  });
}

function isReadByNobodyElse(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `what one stores over ${over} no other session sees, not even of the same user`,
    needs: { of: ['a world of its own'], viewers: ['user', 'owner'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      const same = await createUpdater(client, 'user', over);
      const owner = await createUpdater(client, 'owner', over);
      const before = await user.read();
      const username = unusedName();
      await user.update({ username }, { before, changes: { username } });
      expectSame('users.me of another session', before.username, (await same.read()).username);
      const call = { operation: profile, input: { username } };
      expectError(await client.call(owner.session, call, over), 'user_not_found');
    },
  });
}
