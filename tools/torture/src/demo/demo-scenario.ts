import { join } from 'node:path';
import { openFile } from '../portal/population.ts';
import { runPortal, startPortal } from '../portal/portal-process.ts';
import type { Scenario } from '../scenario.ts';

const PEOPLE = ['anna', 'boris', 'clara'];

/** A demo never deletes users that somebody added, whatever was served in between. */
export const demoScenario: Scenario = {
  name: 'demo',
  title: 'a demo is started over real users',
  async run({ folder, report }) {
    const file = join(folder, 'portal.db');
    await serveOnce(file, ['--demo']);
    for (const name of PEOPLE) {
      await run(file, ['user', 'add', name]);
      await run(file, ['link', 'add', name, 'discord', name, '--platform-username', name]);
      await run(file, ['session', 'issue', name]);
    }
    await serveOnce(file, []);
    const before = countRows(file);
    const refused = await serveOnce(file, ['--demo']).then(
      () => 'started',
      (error: Error) => (error.message.includes('no demo made') ? 'refused' : error.message),
    );
    report({ name: 'the demo', value: refused, equal: 'refused' });
    report({ name: 'rows after it', value: countRows(file), equal: before });
  },
};

async function serveOnce(file: string, args: readonly string[]): Promise<void> {
  await using server = await startPortal({ file, args });
  await server.stop();
}

async function run(file: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await runPortal(args, { file });
  if (code !== 0) throw new Error(`portal ${args.join(' ')} ended with ${code}: ${stderr}`);
}

function countRows(file: string): string {
  using database = openFile(file, { readonly: true });
  const counts = ['users', 'linked_platforms', 'sessions'].map((table) => {
    return `${table} ${database.sqlite.prepare(`select count(*) from ${table}`).pluck().get()}`;
  });
  return counts.join(', ');
}
