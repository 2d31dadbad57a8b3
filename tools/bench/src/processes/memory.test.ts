import { expect, test } from 'vitest';
import { parseResident, readMemory } from './memory.ts';

test('resident memory is in megabytes of 2^20 bytes', () => {
  expect(parseResident('Name:\tnode\nVmHWM:\t 99999 kB\nVmRSS:\t  2048 kB\nThreads:\t7\n')).toBe(2);
});

test('a status without it is refused', () => {
  expect(() => parseResident('Name:\tnode\n')).toThrow('no VmRSS');
});

test('this process holds some', () => {
  expect(readMemory(process.pid)).toBeGreaterThan(10);
});
