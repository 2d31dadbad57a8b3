import { access, readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnProgram } from '@portal/workspace/spawn-program';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/config.ts';
import { createFolder } from '../support/create-folder.ts';
import { startPortalProcess } from '../support/run-portal.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string) => readFile(join(ROOT, path), 'utf8');
const readInstructions = async () =>
  DockerfileParser.parse(await read('apps/api/Dockerfile')).getInstructions();

test('the image has the Node that the workspace pins, by its digest, and the same pnpm', async () => {
  const { catalog } = parse(await read('pnpm-workspace.yaml'));
  const { packageManager } = JSON.parse(await read('package.json'));
  const [base = '', ...stages] = argumentsOf(await readInstructions(), 'FROM');
  const [tag, digest] = base.split('@');
  expect(tag).toBe(`node:${catalog.node}-bookworm-slim`);
  expect(digest).toMatch(/^sha256:[0-9a-f]{64} AS base$/);
  expect(stages).toEqual(['base AS install', 'base']);
  const [install = ''] = argumentsOf(await readInstructions(), 'RUN');
  expect(install).toBe(
    `npx -y ${packageManager} install --prod --frozen-lockfile --filter-prod @portal/api...`,
  );
});

test('what is copied is there, and is sent to the builder', async () => {
  const ignored = (await read('apps/api/Dockerfile.dockerignore')).split('\n');
  const sent = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const copies = argumentsOf(await readInstructions(), 'COPY')
    .filter((text) => !text.includes('/portal /portal'))
    .flatMap((text) => text.split(/\s+/).slice(0, -1));
  expect(copies.toSorted()).toEqual(sent.toSorted());
  for (const path of copies) await access(join(ROOT, path));
  expect(ignored).toContain('*');
});

test('every package of ours that the server needs is copied', async () => {
  const copied = argumentsOf(await readInstructions(), 'COPY').join('\n');
  const wanted = ['apps/api'];
  for (const folder of wanted) {
    expect(copied).toContain(`${folder}/src ${folder}/src`);
    const { dependencies = {} } = JSON.parse(await read(`${folder}/package.json`));
    const ours = Object.keys(dependencies).filter((name) => name.startsWith('@portal/'));
    for (const name of ours) {
      const path = name.replace('@portal', 'packages');
      if (!wanted.includes(path)) wanted.push(path);
    }
  }
  expect(wanted.length).toBeGreaterThan(1);
});

test('it runs as no user of the system, without a shell, and is told to stop as the server hears it', async () => {
  const instructions = await readInstructions();
  expect(argumentsOf(instructions, 'USER')).toEqual(['10001:10001']);
  expect(argumentsOf(instructions, 'STOPSIGNAL')).toEqual(['SIGTERM']);
  for (const keyword of ['ENTRYPOINT', 'CMD']) {
    const [text = ''] = argumentsOf(instructions, keyword);
    expect(JSON.parse(text)).toEqual(expect.any(Array));
  }
  const [health = ''] = argumentsOf(instructions, 'HEALTHCHECK');
  expect(JSON.parse(health.slice(health.indexOf('[')))).toEqual([
    'node',
    '-e',
    expect.stringContaining('/readyz'),
  ]);
});

test('the health check asks the port that PORT names', async () => {
  await using folder = await createFolder();
  await using server = await startPortalProcess(['--db', folder.file('portal.db')]);
  const [health = ''] = argumentsOf(await readInstructions(), 'HEALTHCHECK');
  const [, ...args] = JSON.parse(health.slice(health.indexOf('['))) as string[];
  const { port } = new URL(server.url);
  for (const [PORT, code] of [
    [port, 0],
    ['1', 1],
  ] as const) {
    expect(await spawnProgram(process.execPath, args, { env: { PORT } }).ended).toMatchObject({
      code,
    });
  }
});

test('the composed service can write to its data and to memory alone, and is open to this machine only', async () => {
  const { services, volumes } = parse(await read('apps/api/compose.yaml'));
  const { portal } = services;
  expect(portal).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    volumes: ['data:/data'],
    mem_limit: expect.any(String),
  });
  expect(Object.keys(volumes)).toEqual(['data']);
  expect(Number.parseInt(portal.stop_grace_period, 10)).toBeGreaterThan(10);
  for (const port of portal.ports) expect(matchesGlob(port, '127.0.0.1:*')).toBe(true);
  const { TRUSTED_PROXIES, ...environment } = portal.environment;
  expect(parseConfig(environment).METRICS_PORT).toBe(9464);
  // Unset is an error of compose, and empty is an answer.
  expect(TRUSTED_PROXIES).toMatch(/^\$\{TRUSTED_PROXIES\?must say .+\}$/);
  for (const name of Object.keys(portal.environment))
    expect(name in parseConfig({ METRICS_PORT: '1' })).toBe(true);
});

function argumentsOf(instructions: readonly Instruction[], keyword: string): readonly string[] {
  return instructions
    .filter((each) => each.getKeyword() === keyword)
    .map((each) => each.getArgumentsContent()?.replace(/\\\n/g, ' ') ?? '');
}
