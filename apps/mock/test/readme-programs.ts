import { readFile } from 'node:fs/promises';

const README = new URL('../../../packages/mocks/README.md', import.meta.url);

/** The programs below a heading of the README of `@portal/mocks`, as they are printed there. */
export async function readPrograms(heading: string): Promise<readonly string[]> {
  const sections = (await readFile(README, 'utf8')).split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```ts\n(.+?)^```$/gms)].map(([, program = '']) => program);
}
