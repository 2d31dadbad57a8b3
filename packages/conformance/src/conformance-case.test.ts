import { documentedPayloads } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { CORRELATION_ID, createFakeTarget, toJson } from '../test/fake-target.ts';
import { ANONYMOUS } from './client/session.ts';
import { type CaseDefinition, defineCase } from './conformance-case.ts';
import { ConformanceFailure, ConformanceSkip } from './conformance-failure.ts';
import { rowOf } from './contract-table.ts';
import type { Capabilities } from './target.ts';

const me = documentedPayloads['users.me'].payload;
const readsMe: CaseDefinition['check'] = async (client) => {
  const session = await client.signIn('user');
  await client.call(session, { operation: rowOf('users.me') }, 'REST');
};
const withSession = { cookies: { user: 'psession=1' } };

function toCase(definition: Partial<CaseDefinition>) {
  return defineCase({ group: 'a group', name: 'a case', check: readsMe, ...definition });
}

test('a case passes that meets what it says it covers', async () => {
  const covers = [{ operation: 'users.me', viewer: 'user', kind: 'ok' }] as const;
  const target = createFakeTarget(() => toJson(me), withSession);
  await expect(toCase({ covers }).run(target)).resolves.toBeUndefined();
});

test('a case fails that does not meet what it says it covers', async () => {
  const covers = [{ operation: 'users.me', viewer: 'admin', kind: 'ok' }] as const;
  const target = createFakeTarget(() => toJson(me), withSession);
  await expect(toCase({ covers }).run(target)).rejects.toThrow(/users\.me 200 admin ok/);
});

test('a case starts in the world as it was', async () => {
  const steps: string[] = [];
  const answer = () => {
    steps.push('asked');
    return toJson(me);
  };
  const target = createFakeTarget(answer, {
    ...withSession,
    reset: async () => void steps.push('reset'),
  });
  await toCase({}).run(target);
  expect(steps).toEqual(['reset', 'asked']);
});

test('a session is a new one where the target makes them', async () => {
  const made: string[] = [];
  const answer = ({ headers }: Request) => {
    made.push(headers.get('cookie') ?? '');
    return toJson(me);
  };
  const target = createFakeTarget(answer, {
    ...withSession,
    signIn: async (viewer) => `psession=new-${viewer}`,
  });
  await toCase({}).run(target);
  expect(made).toEqual(['psession=new-user']);
});

test('a correlation id that was seen before fails a case', async () => {
  const target = createFakeTarget(() => toJson(me, { id: CORRELATION_ID }));
  const check: CaseDefinition['check'] = async (client) => {
    await client.call(ANONYMOUS, { operation: rowOf('users.me') }, 'REST');
    await client.call(ANONYMOUS, { operation: rowOf('users.me') }, 'REST');
  };
  await expect(toCase({ check }).run(target)).rejects.toThrow(/a correlation id of its own/);
});

describe('a case is skipped, with the reason,', () => {
  test.for<readonly [string, CaseDefinition['needs'], Partial<Capabilities>]>([
    [
      'no example can be asked for by name',
      { of: ['a choice of examples'] },
      { choosesExamples: false },
    ],
    ['it answers by the rules, and never from the examples', { of: ['default examples'] }, {}],
    ['it serves its examples, whatever was sent', { of: ['rules'] }, { world: 'examples' }],
    [
      'its users are not the population of the examples',
      { of: ['the population'] },
      { world: 'unknown' },
    ],
    [
      'each of its sessions has a world of its own',
      { of: ['a shared world'] },
      { sharesWorld: false },
    ],
    ['no session of it has a world of its own', { of: ['a world of its own'] }, {}],
    ['any session cookie signs in', { of: ['issued sessions'] }, { issuesSessions: false }],
    ['the path is not its own to answer', { of: ['the whole origin'] }, { ownsOrigin: false }],
    [
      'it is asked without the server that judges request targets',
      { of: ['judged targets'] },
      { judgesTargets: false },
    ],
    ['no socket lies before it', { of: ['a socket'] }, { hasSocket: false }],
    ['there is no session for admin', { viewers: ['user', 'admin'] }, {}],
    ['the moon is not full', { impossible: 'the moon is not full' }, {}],
  ])('because %s', async ([reason, needs, capabilities]) => {
    const target = createFakeTarget(() => toJson(me), { ...withSession, capabilities });
    const running = toCase({ ...(needs && { needs }) }).run(target);
    await expect(running).rejects.toEqual(new ConformanceSkip(reason));
    expect(target.asked).toEqual([]);
  });

  test('because its request limit is not to be used up', async () => {
    const { spendableRequests, ...capabilities } = createFakeTarget(() => toJson(me)).capabilities;
    const target = { ...createFakeTarget(() => toJson(me)), capabilities };
    const running = toCase({ needs: { of: ['requests to use up'] } }).run(target);
    await expect(running).rejects.toThrow('its request limit is not to be used up');
  });
});

describe('a user whom the suite does not know', () => {
  const unknown = { ...withSession, capabilities: { world: 'unknown' } } as const;
  /** Answers with the user as the last update left it. */
  const createUser = () => {
    let user = me;
    const sent: string[] = [];
    const target = createFakeTarget(async (request) => {
      if (request.method !== 'POST') return toJson(user);
      const text = await request.clone().text();
      sent.push(text);
      user = { ...me, ...JSON.parse(text) };
      return toJson({ user: { ...user, avatar_source: null }, errors: null });
    }, unknown);
    return { sent, target };
  };

  test('is restored, also after a failure', async () => {
    const { sent, target } = createUser();
    const check: CaseDefinition['check'] = async (client) => {
      const session = await client.signIn('user');
      const input = { username: 'renamed', avatar_source: null };
      await client.call(session, { operation: rowOf('users.updateMe'), input }, 'REST');
      throw new ConformanceFailure({ asked: '', expected: 1, actual: 2 });
    };
    await expect(toCase({ check }).run(target)).rejects.toBeInstanceOf(ConformanceFailure);
    expect(sent.at(-1)).toBe('{"username":"exampleuser","avatar_source":"discord"}');
  });

  test('is left alone by a case that updates nothing', async () => {
    const { sent, target } = createUser();
    await toCase({}).run(target);
    expect(sent).toEqual([]);
  });
});
