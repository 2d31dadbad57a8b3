import { afterAll } from 'vitest';
import { endProcesses } from './spawn-program.ts';

// A test that timed out never comes to its own end: what it left running ends with its file.
afterAll(endProcesses);
