import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const INDEX = new URL('../src/index.ts', import.meta.url).href;

// Counts what is compiled from text, as zod compiles a shape; an empty text is how it tries whether it may.
const COUNT = `let count = 0;
globalThis.Function = new Proxy(Function, {
  construct(target, args) {
    if (args.at(-1) !== '') count += 1;
    return Reflect.construct(target, args);
  },
});
const contract = await import(${JSON.stringify(INDEX)});
const answer = contract.examples['users.me'].documented.outcome.value;`;

test('loading the contract compiles no shape', async () => {
  expect(await run('console.log(count)')).toBe('0\n');
});

test('the first answer compiles its shape, and none after it', async () => {
  const program = `const { encodeOutput } = contract.createOperationCodec(contract.operations['users.me']);
const counts = [count];
for (const _ of [1, 2]) counts.push((encodeOutput(answer), count));
console.log(counts[0] === 0, counts[1] > 0, counts[2] === counts[1]);`;
  expect(await run(program)).toBe('true true true\n');
});

/** What a program on the contract prints, in a process of its own. */
async function run(program: string): Promise<string> {
  const args = ['--input-type=module', '--eval', `${COUNT}\n${program}`];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: {} });
  expect(stderr).toBe('');
  return stdout;
}
