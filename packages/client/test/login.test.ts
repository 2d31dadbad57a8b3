import { documentedPayloads } from '@portal/contract';
import { describe, expect, test } from 'vitest';
import { createPortalClient } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { startScriptedServer, toValue } from './scripted-server.ts';

const me = documentedPayloads['users.me'].payload;

describe('the key of a client', () => {
  test('travels with each request', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const portal = createPortalClient({ url: server.url, apiKey: 'ppub_1' });
    await portal.users.me.query();
    await portal.users.updateMe.mutate({ username: 'newname' });
    expect(server.received.map(({ headers }) => headers['x-api-key'])).toEqual([
      'ppub_1',
      'ppub_1',
    ]);
  });

  test.each(['', 'a b', 'a\r\nx: y', 'ä'])('that can be none is an error at once: %j', (apiKey) => {
    const create = () => createPortalClient({ url: 'http://portal.test', apiKey });
    expect(create).toThrow(new TypeError('apiKey is not a key'));
  });
});

describe('headers of the caller', () => {
  test('travel with each request, those without a value left out', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const headers = { 'x-forwarded-for': '192.0.2.1', traceparent: undefined };
    await createPortalClient({ url: server.url, headers }).users.me.query();
    expect(server.received[0]?.headers).toMatchObject({ 'x-forwarded-for': '192.0.2.1' });
    expect(server.received[0]?.headers).not.toHaveProperty('traceparent');
  });

  test('are asked for before each request when a function gives them', async () => {
    let request = 0;
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const headers = async () => {
      request += 1;
      return { 'x-request': String(request) };
    };
    const portal = createPortalClient({ url: server.url, headers });
    await portal.users.me.query();
    await portal.users.me.query();
    expect(server.received.map(({ headers }) => headers['x-request'])).toEqual(['1', '2']);
  });

  test('never replace the key or the session', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const headers = { 'X-API-Key': 'other', Cookie: 'psession=other' };
    const options = { url: server.url, session: 'abc', apiKey: 'ppub_1', headers };
    await createPortalClient(options).users.me.query();
    expect(server.received[0]?.headers).toMatchObject({
      cookie: 'psession=abc',
      'x-api-key': 'ppub_1',
    });
  });

  test('that cannot be read fail the call, without a request', async () => {
    await using server = await startScriptedServer(({ answer }) => answer(() => toValue(me)));
    const headers = () => Promise.reject(new Error('the trace is gone'));
    const error = await failureOf(
      createPortalClient({ url: server.url, headers }).users.me.query(),
    );
    expect(error).toMatchObject({ kind: 'session' });
    expect(server.requests).toEqual([]);
  });
});

describe('a session that an answer sets', () => {
  const lifetime = 'Max-Age=2592000; HttpOnly; Secure; SameSite=Lax';

  test.each<[string, string[], string | null]>([
    ['is its token', [`psession=abc; Path=/; ${lifetime}`], 'abc'],
    ['is null when it is cleared', ['psession=; Path=/; Max-Age=0'], null],
    [
      'is that of the domain, where the one of the host alone is cleared first',
      ['psession=; Path=/; Max-Age=0', `psession=abc; Domain=portal.test; Path=/; ${lifetime}`],
      'abc',
    ],
  ])('%s', async (_name, cookies, session) => {
    await using server = await startScriptedServer(({ response, answer }) => {
      response.appendHeader('set-cookie', cookies);
      answer(() => toValue(me));
    });
    const seen: unknown[] = [];
    const onSession = (...set: unknown[]) => seen.push(set);
    await createPortalClient({ url: server.url, onSession }).users.me.query();
    expect(seen).toEqual([[session, cookies]]);
  });

  test('is of no concern when the cookie has another name', async () => {
    await using server = await startScriptedServer(({ response, answer }) => {
      response.appendHeader('set-cookie', 'other=1');
      answer(() => toValue(me));
    });
    const seen: unknown[] = [];
    const onSession = (...set: unknown[]) => seen.push(set);
    await createPortalClient({ url: server.url, onSession }).users.me.query();
    expect(seen).toEqual([]);
  });
});
