import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { needTools } from '@portal/workspace/tools';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const PORTAL = fileURLToPath(new URL('../../src/portal.js', import.meta.url));
const run = promisify(execFile);
/** Where the README leaves something out. */
const LEFT_OUT = ' … ';

interface Shown {
  readonly script: string;
  readonly output: string;
  readonly language: string;
}

test('each line of the README, run as written, gives what the README shows', async (context) => {
  needTools(context, 'curl');
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  await symlink(process.execPath, join(folder, 'node'));
  const demo = join(folder, 'demo.db');
  await using server = await serveDemo(demo);
  // What is asked of the mock is run where the mock is.
  const shown = findShown(readme).filter(({ script }) => !script.includes(':4010'));
  expect(shown.length).toBe(6);
  for (const { script, output, language } of shown) {
    const adapted = script
      .replaceAll('npx -y pnpm@12 portal', `node ${PORTAL}`)
      .replaceAll('npx -y pnpm@12 exec ', '')
      .replaceAll('http://127.0.0.1:3000', server.url)
      .replaceAll('data/demo.db', demo)
      .replaceAll('data/example.db', join(folder, 'example.db'));
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, NODE_OPTIONS: '' };
    const printed = await run('sh', ['-c', `(${adapted}\n) 2>&1 || true`], { cwd: ROOT, env });
    if (output.includes(LEFT_OUT)) expectAround(printed.stdout.trim(), output.trim());
    else
      expect(normalise(printed.stdout.replaceAll(folder, 'data'), language)).toEqual(
        normalise(output, language),
      );
  }
});

test('the README shows the example of an internal app as it is', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const example = await readFile(join(ROOT, 'apps/api/examples/internal-app.ts'), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test('every file the README and its neighbours link to exists', async () => {
  for (const page of ['README.md', 'CONTRIBUTING.md', 'docs/errors.md']) {
    const text = await readFile(join(ROOT, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
      const path = join(ROOT, dirname(page), target);
      expect(existsSync(path), `${page} links to ${target}`).toBe(true);
    }
  }
});

/** A script and the output shown right below it. */
function findShown(markdown: string): readonly Shown[] {
  const pairs = /```sh\n([^`]*)```\n\n```(json|text)\n([^`]*)```/g;
  return [...markdown.matchAll(pairs)].map(([, script = '', language = '', output = '']) => {
    return { script, language, output };
  });
}

/** What is shown around the gap is what is printed around it. */
function expectAround(printed: string, shown: string): void {
  const [before = '', after = ''] = shown.split(LEFT_OUT);
  expect([printed.slice(0, before.length), printed.slice(-after.length)]).toEqual([before, after]);
}

/** Moments of today and ids of requests differ from run to run. */
function normalise(output: string, language: string): unknown {
  if (language === 'text') return output.trim();
  return JSON.parse(output, (key, value) => {
    return ['last_activity_at', 'updated_at', 'correlation_id'].includes(key) ? key : value;
  });
}

async function serveDemo(file: string): Promise<AsyncDisposable & { url: string }> {
  const child = execFile(process.execPath, [
    PORTAL,
    'serve',
    '--demo',
    '--json',
    '--port=0',
    `--db=${file}`,
  ]);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', () => reject(new Error('the demo did not start')));
  });
  return {
    url: JSON.parse(line).url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
