import { join } from 'node:path';
import { createPopulation, openFile } from '../portal/population.ts';
import { type PortalProcess, runPortal, startPortal } from '../portal/portal-process.ts';
import type { Scenario } from '../scenario.ts';

const COMMANDS = [['user', 'show', 'anna'], ['user', 'add', 'boris'], ['migrate']];

/** No command changes the schema under a server of another version. */
export const versionScenario: Scenario = {
  name: 'version',
  title: 'commands of a newer version are run beside a server',
  async run({ folder, report }) {
    const file = join(folder, 'portal.db');
    const [anna] = await createPopulation(file, [{ username: 'anna' }]);
    await using server = await startPortal({ file });
    // A file that has not seen the last migration is what an older server has open.
    const last = forgetLastMigration(file);
    const before = readSchema(file);
    for (const args of COMMANDS) {
      const { code } = await runPortal(args, { file });
      report({ name: `portal ${args.join(' ')} ends with`, value: code ?? 'a signal', equal: 1 });
    }
    const same = readSchema(file) === before ? 'the same' : 'another';
    report({ name: 'schema after them', value: same, equal: 'the same' });
    const me = await ask(server, '/v1/users/me', anna?.cookie);
    report({ name: 'GET /v1/users/me', value: me, equal: 200 });
    report({ name: 'GET /readyz', value: await ask(server, '/readyz'), equal: 503 });
    rememberMigration(file, last);
    report({ name: 'and as it was', value: await ask(server, '/readyz'), equal: 200 });
  },
};

interface SeenMigration {
  readonly name: string;
  readonly timestamp: string;
}

function forgetLastMigration(file: string): SeenMigration {
  using database = openFile(file);
  const { sqlite } = database;
  const last = sqlite
    .prepare<[], SeenMigration>('select * from kysely_migration order by name desc limit 1')
    .get();
  if (last === undefined) throw new Error('the file has seen no migration');
  sqlite.prepare('delete from kysely_migration where name = ?').run(last.name);
  return last;
}

function rememberMigration(file: string, seen: SeenMigration): void {
  using database = openFile(file);
  database.sqlite.prepare('insert into kysely_migration values (@name, @timestamp)').run(seen);
}

function readSchema(file: string): string {
  using database = openFile(file, { readonly: true });
  const { sqlite } = database;
  const objects = sqlite.prepare('select name, sql from sqlite_schema order by name').all();
  const seen = sqlite.prepare('select name from kysely_migration order by name').all();
  return JSON.stringify([objects, seen]);
}

async function ask(server: PortalProcess, path: string, cookie?: string): Promise<number> {
  const headers = cookie === undefined ? {} : { cookie };
  return (await fetch(`${server.url}${path}`, { headers })).status;
}
