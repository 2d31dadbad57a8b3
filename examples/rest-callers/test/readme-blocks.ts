import { readFile } from 'node:fs/promises';

const README = new URL('../README.md', import.meta.url);

/** The fenced blocks of one language in the README of the examples, in order. */
export async function readBlocks(language: string): Promise<readonly string[]> {
  const readme = await readFile(README, 'utf8');
  const blocks = readme.matchAll(new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``, 'g'));
  return [...blocks].map(([, block = '']) => block);
}
