import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPublishedPackages } from '../src/published-packages.ts';

/** A program that a README shows. */
export interface Program {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  /** What is shown right below it, if anything is. */
  readonly output: string | undefined;
}

/** A README as it came out of a tarball. */
export interface Readme {
  readonly name: string;
  /** Those that an app may have as they stand: parts, and what is for Storybook, are tried where it is. */
  readonly programs: readonly Program[];
  /** The section of that name, if there is one. */
  readonly reference: string | undefined;
}

const PROGRAM = /^```ts\n(.+?)^```\n(?:\n```text\n(.+?)^```)?/gms;

export function readInstalledReadmes(consumer: string): Promise<readonly Readme[]> {
  return Promise.all(
    findPublishedPackages().map(async ({ name }) => {
      const text = await readFile(join(consumer, 'node_modules', name, 'README.md'), 'utf8');
      const programs = [...text.matchAll(PROGRAM)].map(([, source = '', output], at) => {
        return { name, file: `${name.replace('@portal/', '')}-${at}.ts`, source, output };
      });
      return {
        name,
        programs: programs.filter(isWhole),
        reference: text.split('\n## Reference\n')[1],
      };
    }),
  );
}

function isWhole({ source }: Program): boolean {
  const imported = [...source.matchAll(/ from '([^']+)'/g)].map(([, name = '']) => name);
  return imported.length > 0 && imported.every((name) => /^(@portal|msw)\//.test(name));
}
