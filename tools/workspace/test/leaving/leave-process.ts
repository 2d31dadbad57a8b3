import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spawnProgram } from '../../src/processes/spawn-program.ts';

/** A test that ends while what it started goes on; its id goes to the file that the environment names. */
export function leaveProcess(): void {
  test('a process is left running', () => {
    const { child } = spawnProgram('/bin/sleep', ['60']);
    appendFileSync(process.env['LEFT'] ?? '', `${child.pid}\n`);
    expect(child.exitCode).toBeNull();
  });
}
