import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { OPENAPI_FILE } from '../scripts/openapi-file.ts';
import { fieldErrorSentences } from '../src/users/field-error-sentences.ts';
import { document } from './openapi-document.ts';

const FOLDER = dirname(OPENAPI_FILE);
const REDOCLY = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
const UPDATE = '/v1/users/me/update';

/** What a schema cannot know: whether a name is free, whether a platform is linked. */
const BEYOND_SCHEMAS = [
  fieldErrorSentences.username_taken,
  fieldErrorSentences.avatar_source_not_linked.replace('{platform}', 'telegram'),
];

test("Redocly's linter finds nothing to say of the committed document", async () => {
  const { totals, problems } = await lint();
  expect(problems).toEqual([]);
  expect(totals).toEqual({ errors: 0, warnings: 0, ignored: (await readIgnored()).length });
});

test('what the linter is told to pass over are the inputs that fail on purpose, and no others', async () => {
  const at = `#/paths/${UPDATE.replaceAll('/', '~1')}/post/requestBody/content/application~1json`;
  const answers = document.paths[UPDATE]?.['post']?.responses['200']?.content['application/json'];
  const failing = Object.entries(answers?.examples ?? {}).flatMap(([name, { value }]) => {
    const { errors } = value as { readonly errors: Readonly<Record<string, string>> | null };
    return Object.entries(errors ?? {})
      .filter(([, message]) => !BEYOND_SCHEMAS.includes(message))
      .map(([field]) => `${at}/examples/${name}/value/${field}`);
  });
  expect(await readIgnored()).toEqual(failing);
});

interface Report {
  readonly totals: Readonly<Record<string, number>>;
  readonly problems: readonly object[];
}

/** Without a word to anybody: no telemetry, no look for a newer version. */
async function lint(): Promise<Report> {
  const args = [REDOCLY, 'lint', 'openapi.json', '--format=json', '--max-problems=1000'];
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: FOLDER, env }, (_failed, stdout, stderr) => {
      // It fails when it finds anything, and says what in its report.
      if (stdout === '') reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}

async function readIgnored(): Promise<readonly string[]> {
  const text = await readFile(`${FOLDER}/.redocly.lint-ignore.yaml`, 'utf8');
  return [...text.matchAll(/^ +- "(.+)"$/gm)].map(([, pointer = '']) => pointer);
}
