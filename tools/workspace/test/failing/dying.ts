import { test } from 'vitest';

test('nine', () => void process.kill(process.pid, 'SIGKILL'));
test('ten', () => {});
