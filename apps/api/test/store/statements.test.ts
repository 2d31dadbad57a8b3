import Sqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { addAction, addLink, changeUser } from '../support/stored-rows.ts';
import { startTestPortal, type TestPortal } from '../support/test-portal.ts';
import { addViewer, type TestViewer } from '../support/test-viewer.ts';
import { callRest } from '../support/transports.ts';

interface Row {
  readonly request: (viewer: TestViewer) => Promise<unknown>;
  /** What happened to the viewer and to the target before. */
  readonly given?: (portal: TestPortal, viewer: number, target: number) => void;
  /** The first word of each statement it takes. */
  readonly takes: string;
}

const rows: Readonly<Record<string, Row>> = {
  'the current user': { request: (viewer) => viewer.me(), takes: 'select begin select commit' },
  'a profile': {
    request: (viewer) => viewer.profile('target'),
    takes: 'select begin select commit',
  },
  'a profile that nobody has': {
    request: (viewer) => viewer.profile('nobody-has-it'),
    takes: 'select begin select commit',
  },
  'a profile with links': {
    given(portal, _, target) {
      addLink(portal, target, { platform: 'discord' });
      addLink(portal, target, { platform: 'telegram' });
    },
    request: (viewer) => viewer.profile('target'),
    takes: 'select begin select commit',
  },
  'a profile with sanctions, of which one is lifted and one is over': {
    given(portal, _, target) {
      addAction(portal, target, { lifted_at: portal.now });
      addAction(portal, target, { expires_at: portal.now });
    },
    request: (viewer) => viewer.profile('target'),
    takes: 'select begin select select commit',
  },
  'a profile whose sanctions are all lifted': {
    given: (portal, _, target) => void addAction(portal, target, { lifted_at: portal.now }),
    request: (viewer) => viewer.profile('target'),
    takes: 'select begin select commit',
  },
  'what a banned user asks': {
    given: (portal, viewer) => void addAction(portal, viewer),
    request: (viewer) => viewer.me(),
    takes: 'select select',
  },
  'a new name': {
    request: (viewer) => viewer.update({ username: 'newname' }),
    takes: 'select begin select select select update commit',
  },
  'another avatar': {
    request: (viewer) => viewer.update({ avatar_source: 'discord_1' }),
    takes: 'select begin select select update commit',
  },
  'an update that changes nothing': {
    request: (viewer) => viewer.update({ avatar_source: '' }),
    takes: 'select begin select select commit',
  },
};

test.each(Object.entries(rows))('%s takes few statements', async (_name, row) => {
  const asked: string[] = [];
  await using portal = await startTestPortal({ onStatement: ({ sql }) => void asked.push(sql) });
  const viewer = await addViewer(portal, callRest);
  // Seen just now, so that no last activity is stored meanwhile.
  changeUser(portal, viewer.id, { last_activity_at: portal.now });
  row.given?.(portal, viewer.id, await portal.addUser('target'));
  asked.length = 0;
  await row.request(viewer);
  expect(asked.map((sql) => sql.split(' ')[0]).join(' ')).toBe(row.takes);
});

test('whatever a request asks is found by an index, and in its order', async () => {
  const asked = new Set<string>();
  await using portal = await startTestPortal({ onStatement: ({ sql }) => void asked.add(sql) });
  const viewer = await addViewer(portal, callRest, { level: 'owner' });
  addLink(portal, await portal.addUser('target'), { platform: 'discord' });
  asked.clear();
  await viewer.me();
  await viewer.profile('target');
  await viewer.update({ username: 'newname', avatar_source: 'discord_1' });
  const sqlite = new Sqlite(portal.file, { readonly: true });
  for (const sql of asked)
    expect(explain(sqlite, sql), sql).not.toMatch(/SCAN(?! CONST)|TEMP B-TREE/);
  sqlite.close();
  expect([...asked].filter((sql) => sql.startsWith('select')).length).toBeGreaterThan(8);
});

test('what was planned once is not planned again', async () => {
  await using portal = await startTestPortal({});
  const viewer = await addViewer(portal, callRest, { level: 'owner' });
  changeUser(portal, viewer.id, { last_activity_at: portal.now });
  const target = await portal.addUser('target');
  addLink(portal, target, { platform: 'discord' });
  addAction(portal, target);
  const ask = async (avatar_source: string) => {
    await viewer.me();
    await viewer.profile('target');
    await viewer.update({ username: 'newname', avatar_source });
  };
  await ask('discord_1');
  await ask('discord_2');
  // When SQLite has planned a statement again, better-sqlite3 compiles again what makes its rows.
  const compile = vi.spyOn(globalThis, 'Function');
  await ask('discord_1');
  expect(compile).not.toHaveBeenCalled();
  compile.mockRestore();
});

function explain(sqlite: Sqlite.Database, sql: string): string {
  if (/^(begin|commit)/.test(sql)) return '';
  const parameters = [...sql.matchAll(/\?/g)].map(() => 1);
  const steps = sqlite.prepare(`explain query plan ${sql}`).all(...parameters);
  return steps.map((step) => (step as { detail: string }).detail).join('\n');
}
