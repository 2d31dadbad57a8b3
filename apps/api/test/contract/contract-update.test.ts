import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { dumpSettled } from '../support/dump-settled.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { test } from '../support/portal-fixture.ts';
import { addLink, changeUser } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer } from '../support/test-viewer.ts';
import { type Answer, transports } from '../support/transports.ts';

const NOW = '2026-03-19T12:00:00Z';
const LATER = '2026-03-19T12:00:10Z';

const NOT_STRINGS = [0, 1, -1.5, 1e300, true, false, [], ['newname'], {}, { length: 5 }];
const TOO_SHORT = 'username must be at least 3 characters';
const TOO_LONG = 'username must be at most 32 characters';
const INVALID = 'username contains invalid characters';
const TAKEN = 'username is already taken';
const UNKNOWN_SOURCE = 'avatar_source must be a linked platform or discord_0 to discord_5';

describe.each(transports)('an update over %s', (_name, call) => {
  describe('of username', () => {
    test.for(NOT_STRINGS)('wants a string, which %j is not', async (username, { portal }) => {
      await expectFailure(portal, { username }, { username: 'username must be a string' });
    });

    test.for([
      ['nothing', '', TOO_SHORT],
      ['one character', 'a', TOO_SHORT],
      ['two characters', 'ab', TOO_SHORT],
      ['two characters of two code units', '\u{1F600}\u{1F600}', TOO_SHORT],
      ['two characters that are invalid too', '??', TOO_SHORT],
      ['33 characters', 'a'.repeat(33), TOO_LONG],
      ['33 characters that are invalid too', '?'.repeat(33), TOO_LONG],
      ['very many characters', 'a'.repeat(10_000), TOO_LONG],
    ] as const)(
      'wants 3 to 32 characters, which %s is not',
      async ([, username, message], { portal }) => {
        await expectFailure(portal, { username }, { username: message });
      },
    );

    test.for([
      ['a space within', 'new name'],
      ['a space before', ' newname'],
      ['a space after', 'newname '],
      ['three spaces', '   '],
      ['a line feed after', 'newname\n'],
      ['a tab', 'new\tname'],
      ['a NUL', 'new\0name'],
      ['a slash', 'new/name'],
      ['an at sign', 'new@name'],
      ['an opening bracket', 'new[name'],
      ['a backtick', 'new`name'],
      ['a brace', 'new{name'],
      ['a colon', 'new:name'],
      ['a comma', 'new,name'],
      ['a plus sign', 'new+name'],
      ['a percent sign', '%6e%61%6d'],
      ['an accent', 'nëwname'],
      ['a combining accent', 'ne\u0308wname'],
      ['the Kelvin sign', '\u212Aelvin'],
      ['the long s', 'new\u017Fame'],
      ['full-width letters', '\uFF4Eewname'],
      ['a Cyrillic letter', 'newn\u0430me'],
      ['Arabic digits', 'new\u0661\u0662\u0663'],
      ['a zero-width space', 'new\u200Bname'],
      ['a byte order mark', '\uFEFFnewname'],
      ['a lone surrogate', 'new\uD800name'],
      ['emoji alone', '\u{1F600}\u{1F600}\u{1F600}'],
    ] as const)(
      'wants ASCII letters, digits, dot, underscore and hyphen, not %s',
      async ([, username], { portal }) => {
        await expectFailure(portal, { username }, { username: INVALID });
      },
    );

    test.for([
      'abc',
      'a'.repeat(32),
      'A-Z_a.z',
      '0189',
      '...',
      '---',
      '__proto__',
      'constructor',
      'null',
    ])('takes %s as it stands', async (username, { portal }) => {
      const { user } = await expectSuccess(portal, { username });
      expect(user).toMatchObject({ username });
    });

    test.for(['Holder', 'holder', 'HOLDER'])(
      'wants a name nobody has in any case, not %s',
      async (username, { portal }) => {
        const viewer = await addViewer(portal, call);
        await portal.addUser('Holder');
        const before = dumpSettled(portal);
        expect(await viewer.update({ username })).toMatchObject(failed({ username: TAKEN }));
        expect(dumpSettled(portal)).toEqual(before);
      },
    );

    test('takes the own name in another case, and keeps the case', async ({ portal }) => {
      const viewer = await addViewer(portal, call);
      const renamed = { status: 200, value: { user: { username: 'VieWer' }, errors: null } };
      expect(await viewer.update({ username: 'VieWer' })).toMatchObject(renamed);
      expect((await viewer.me()).value).toMatchObject({ username: 'VieWer' });
      expect(await viewer.profile('VIEWER')).toMatchObject({ value: { username: 'VieWer' } });
    });

    test('lets go of the old name, which another may take then', async ({ portal }) => {
      const viewer = await addViewer(portal, call);
      const other = await addViewer(portal, call, { username: 'other' });
      await viewer.update({ username: 'newname' });
      const absent = { status: 404, error: 'User not found' };
      expectRefusal(portal, await other.profile('viewer'), absent);
      expect(await other.update({ username: 'Viewer' })).toMatchObject({ value: { errors: null } });
      expect(await viewer.update({ username: 'viewer' })).toMatchObject(
        failed({ username: TAKEN }),
      );
    });

    test('a name swapped for its own and back leaves the user findable', async ({ portal }) => {
      const viewer = await addViewer(portal, call);
      for (const username of ['second', 'viewer']) await viewer.update({ username });
      expect(await viewer.profile('VIEWER')).toMatchObject({ value: { id: viewer.id } });
      expect(await viewer.profile('second')).toMatchObject({ status: 404 });
    });
  });

  describe('of avatar_source', () => {
    test.for(NOT_STRINGS)('wants a string, which %j is not', async (avatar_source, { portal }) => {
      await expectFailure(
        portal,
        { avatar_source },
        { avatar_source: 'avatar_source must be a string' },
      );
    });

    test('"" clears it to null', async ({ portal }) => {
      const viewer = await addViewer(portal, call);
      changeUser(portal, viewer.id, { avatar_source: 'discord_3' });
      const cleared = { status: 200, value: { user: { avatar_source: null }, errors: null } };
      expect(await viewer.update({ avatar_source: '' })).toMatchObject(cleared);
      expect((await viewer.me()).value).toMatchObject({ avatar_source: null, avatar_url: null });
    });

    test.for(['discord_0', 'discord_1', 'discord_2', 'discord_3', 'discord_4', 'discord_5'])(
      'takes %s, linked or not',
      async (avatar_source, { portal }) => {
        const { user } = await expectSuccess(portal, { avatar_source });
        expect(user).toMatchObject({ avatar_source, linked_platforms: [] });
      },
    );

    test.for(['discord', 'telegram'] as const)(
      'takes %s where that is linked',
      async (platform, { portal }) => {
        const viewer = await addViewer(portal, call);
        addLink(portal, viewer.id, { platform, platform_avatar_url: 'https://a/b.png' });
        const taken = { avatar_source: platform, avatar_url: 'https://a/b.png' };
        const answer = await viewer.update({ avatar_source: platform });
        expect(answer).toMatchObject({ status: 200, value: { user: taken, errors: null } });
      },
    );

    test.for([
      ['discord', 'telegram'],
      ['telegram', 'discord'],
    ] as const)(
      '%s is not linked, and the message says so by name',
      async ([wanted, platform], { portal }) => {
        const viewer = await addViewer(portal, call);
        addLink(portal, viewer.id, { platform });
        addLink(portal, await portal.addUser('other'), { platform: wanted });
        const message = `avatar_source ${wanted} is not linked`;
        const answer = await viewer.update({ avatar_source: wanted });
        expect(answer).toMatchObject(failed({ avatar_source: message }));
      },
    );

    test.for([
      ...[
        'discord_6',
        'discord_-1',
        'discord_00',
        'discord_',
        'discord_0 ',
        'discord_0\n',
        'discord_٠',
      ],
      ...['Discord', 'DISCORD_0', ' discord', 'telegram_0', 'twitch', ' ', 'null', '0'],
      ...['__proto__', 'constructor', 'toString', 'https://example.com/a.png'],
    ])('is nothing else, such as %j', async (avatar_source, { portal }) => {
      await expectFailure(portal, { avatar_source }, { avatar_source: UNKNOWN_SOURCE });
    });
  });

  describe('of fields that are independent', () => {
    test('stores the name and reports the avatar', async ({ portal }) => {
      const answer = await updateFresh(portal, { username: 'newname', avatar_source: 'twitch' });
      expect(answer.value).toMatchObject({
        user: { username: 'newname', avatar_source: null, updated_at: LATER },
        errors: { avatar_source: UNKNOWN_SOURCE },
      });
      expect(answer.stored).toMatchObject({ username: 'newname', avatar_source: null });
    });

    test('stores the avatar and reports the name', async ({ portal }) => {
      const answer = await updateFresh(portal, { username: 'x', avatar_source: 'discord_2' });
      expect(answer.value).toMatchObject({
        user: { username: 'viewer', avatar_source: 'discord_2', updated_at: LATER },
        errors: { username: TOO_SHORT },
      });
      expect(Object.keys(answer.value.errors ?? {})).toEqual(['username']);
      expect(answer.stored).toMatchObject({ username: 'viewer', avatar_source: 'discord_2' });
    });

    test('stores both, and errors is null', async ({ portal }) => {
      const answer = await updateFresh(portal, { username: 'newname', avatar_source: 'discord_2' });
      const fields = { username: 'newname', avatar_source: 'discord_2', updated_at: LATER };
      expect(answer.value).toMatchObject({ user: fields, errors: null });
      expect(answer.stored).toMatchObject({ ...fields, username_key: 'newname' });
    });

    test('reports both, with status 200, and stores nothing', async ({ portal }) => {
      const answer = await updateFresh(portal, { username: '', avatar_source: 'discord' });
      expect(answer.status).toBe(200);
      expect(answer.value.errors).toEqual({
        username: TOO_SHORT,
        avatar_source: 'avatar_source discord is not linked',
      });
      expect(answer.stored).toMatchObject({ username: 'viewer', avatar_source: null });
    });

    test('commits all its changes together, or none where one cannot be stored', async () => {
      await using portal = await startTestPortal();
      const viewer = await addViewer(portal, call);
      portal.db.run(sql`create trigger refuse_avatar before update of avatar_source on users
        begin select raise(abort, 'refused'); end`);
      const before = dumpSettled(portal);
      const answer = await viewer.update({ username: 'newname', avatar_source: 'discord_1' });
      expectRefusal(portal, answer, { status: 500, error: 'Internal server error' });
      expect(dumpSettled(portal)).toEqual(before);
    });
  });

  describe('changes nothing, updated_at included,', () => {
    test.for([
      ['when nothing is given', {}],
      ['when username is null', { username: null }],
      ['when avatar_source is null', { avatar_source: null }],
      ['when both are null', { username: null, avatar_source: null }],
      ['when the name is what it was', { username: 'viewer' }],
      ['when the avatar is what it was', { avatar_source: 'discord_4' }],
      ['when both are what they were', { username: 'viewer', avatar_source: 'discord_4' }],
      ['for an unknown key', { name: 'newname' }],
      ['for keys of the user that are none of the two', { id: 9, permission_level: 3, state: 0 }],
      ['for more of them', { subscription_tier: 3, created_at: NOW, updated_at: NOW, user_id: 9 }],
      ['for a key in another case', { Username: 'newname', AVATAR_SOURCE: 'discord_1' }],
      ['for a key with a space', { 'username ': 'newname', ' username': 'newname' }],
      ['for the key of the name', { username_key: 'newname' }],
      ['for links', { linked_platforms: [{ platform: 'discord' }] }],
      ['for keys nested deeper', { user: { username: 'newname' }, json: { username: 'newname' } }],
      ['for a prototype', JSON.parse('{"__proto__":{"username":"newname"}}')],
      ['for a constructor', { constructor: { prototype: { username: 'newname' } } }],
      ['when the name fails', { username: 'x' }],
      ['when the avatar fails', { avatar_source: 'x' }],
    ] as const)('%s', async ([, body], { portal }) => {
      const viewer = await addViewer(portal, call);
      changeUser(portal, viewer.id, { avatar_source: 'discord_4' });
      const before = dumpSettled(portal);
      portal.now = LATER;
      const answer = await viewer.update(body);
      expect(answer).toMatchObject({ status: 200, value: { user: { updated_at: NOW } } });
      expect(dumpSettled(portal)).toEqual(before);
    });
  });

  test('changes the row of the viewer alone, and no other table', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    await portal.addUser('other');
    const before = dumpSettled(portal);
    portal.now = LATER;
    await viewer.update({ username: 'NewName', id: 2, permission_level: 3 });
    const after = dumpSettled(portal);
    const [own, other] = before.rows['users'] ?? [];
    const renamed = { username: 'NewName', username_key: 'newname', updated_at: LATER };
    const users = [{ ...(own as object), ...renamed }, other];
    expect(after).toEqual({ ...before, rows: { ...before.rows, users } });
  });

  test('of null leaves the stored avatar as it is, unlike ""', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    changeUser(portal, viewer.id, { avatar_source: 'discord_4' });
    const kept = { user: { avatar_source: 'discord_4' }, errors: null };
    expect((await viewer.update({ avatar_source: null })).value).toMatchObject(kept);
  });

  test('moves updated_at for each field alone', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    portal.now = '2026-03-19T12:00:01Z';
    const renamed = await viewer.update({ username: 'Viewer' });
    expect(renamed.value).toMatchObject({ user: { updated_at: '2026-03-19T12:00:01Z' } });
    portal.now = '2026-03-19T12:00:02Z';
    const dressed = await viewer.update({ avatar_source: 'discord_0' });
    expect(dressed.value).toMatchObject({ user: { updated_at: '2026-03-19T12:00:02Z' } });
    portal.now = '2026-03-19T12:00:03Z';
    const cleared = await viewer.update({ avatar_source: '' });
    expect(cleared.value).toMatchObject({ user: { updated_at: '2026-03-19T12:00:03Z' } });
    portal.now = '2026-03-19T12:00:04Z';
    const again = await viewer.update({ avatar_source: '', username: 'Viewer' });
    expect(again.value).toMatchObject({ user: { updated_at: '2026-03-19T12:00:03Z' } });
  });

  async function updateFresh(portal: TestPortal, body: object) {
    const viewer = await addViewer(portal, call);
    portal.now = LATER;
    const answer = await viewer.update(body);
    return { ...answer, value: toUpdated(answer), stored: storedUser(portal) };
  }

  async function expectSuccess(portal: TestPortal, body: object) {
    const { status, value } = await updateFresh(portal, body);
    expect({ status, errors: value.errors }).toEqual({ status: 200, errors: null });
    return value;
  }

  async function expectFailure(portal: TestPortal, body: object, errors: object) {
    const { status, value, stored } = await updateFresh(portal, body);
    expect({ status, errors: value.errors }).toEqual({ status: 200, errors });
    const untouched = { username: 'viewer', avatar_source: null, updated_at: NOW };
    expect(value.user).toMatchObject(untouched);
    expect(stored).toMatchObject(untouched);
  }
});

interface Updated {
  readonly user: object;
  readonly errors: object | null;
}

function toUpdated({ value }: Pick<Answer, 'value'>): Updated {
  return value as Updated;
}

function failed(errors: object) {
  return { status: 200, value: { errors } };
}

function storedUser(portal: TestPortal): unknown {
  return dumpSettled(portal).rows['users']?.[0];
}
