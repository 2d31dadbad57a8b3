import { documentedPayloads } from '@portal/contract';
import { describe, expect } from 'vitest';
import { keyOrder } from '../support/key-order.ts';
import { test } from '../support/portal-fixture.ts';
import { addLink } from '../support/stored-rows.ts';
import { addViewer } from '../support/test-viewer.ts';
import { callRest, transports } from '../support/transports.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };

describe('the endpoints', () => {
  test('GET /v1/users/me and the query users.me answer the current user', async ({ portal }) => {
    const { id, cookie } = await addViewer(portal, callRest);
    const init = { headers: { cookie } };
    const rest = await fetch(`${portal.url}/v1/users/me`, init);
    const trpc = await fetch(`${portal.url}/trpc/users.me`, init);
    const value = (await rest.json()) as object;
    expect(value).toMatchObject({ id, username: 'viewer' });
    expect(Object.keys(value)).toHaveLength(14);
    expect(await trpc.json()).toEqual({ result: { data: value } });
  });

  test('POST /v1/users/me/update and the mutation users.updateMe answer user and errors', async ({
    portal,
  }) => {
    const { id, cookie } = await addViewer(portal, callRest);
    const headers = { ...JSON_HEADERS, cookie };
    const init = { method: 'POST', headers, body: '{"username":"renamed","avatar_source":"x"}' };
    const rest = await fetch(`${portal.url}/v1/users/me/update`, init);
    const trpc = await fetch(`${portal.url}/trpc/users.updateMe`, init);
    const value = (await rest.json()) as object;
    expect(Object.keys(value)).toEqual(['user', 'errors']);
    expect(value).toMatchObject({ user: { id, username: 'renamed' }, errors: {} });
    expect(await trpc.json()).toEqual({ result: { data: value } });
  });

  test('GET /v1/users/profile/{username} and the query users.profile answer a profile', async ({
    portal,
  }) => {
    const { id, cookie } = await addViewer(portal, callRest);
    const init = { headers: { cookie } };
    const input = encodeURIComponent('{"username":"viewer"}');
    const rest = await fetch(`${portal.url}/v1/users/profile/viewer`, init);
    const trpc = await fetch(`${portal.url}/trpc/users.profile?input=${input}`, init);
    const value = (await rest.json()) as object;
    expect(value).toEqual({ id, username: 'viewer', avatar_url: null, subscription_tier: 0 });
    expect(await trpc.json()).toEqual({ result: { data: value } });
  });
});

describe.each(transports)('an answer over %s', (_name, call) => {
  test('has the keys of the documented current user, at every depth and in their order', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    addLink(portal, viewer.id, { platform: 'telegram' });
    const documented = documentedPayloads['users.me'].payload;
    expect(keyOrder((await viewer.me()).value)).toEqual(keyOrder(documented));
  });

  test('has the keys of the documented update, at every depth and in their order', async ({
    portal,
  }) => {
    const viewer = await addViewer(portal, call);
    addLink(portal, viewer.id, { platform: 'telegram' });
    const documented = documentedPayloads['users.updateMe'].payload;
    expect(keyOrder((await viewer.update({})).value)).toEqual(keyOrder(documented));
  });

  test('has the keys of the documented profile in their order', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const documented = documentedPayloads['users.profile'].payload;
    expect(keyOrder((await viewer.profile('viewer')).value)).toEqual(keyOrder(documented));
  });

  test('of an update names its failed fields in the order of the rules', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const { value } = await viewer.update({ avatar_source: 1, username: 1 });
    const { errors } = value as { errors: object };
    expect(Object.keys(errors)).toEqual(['username', 'avatar_source']);
  });

  test('is JSON that no cache keeps', async ({ portal }) => {
    const viewer = await addViewer(portal, call);
    const { headers } = await viewer.me();
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('vary')).toContain('Cookie');
  });
});
