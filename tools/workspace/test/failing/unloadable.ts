import { test } from 'vitest';

test('six', () => {});
throw new Error('this file cannot be loaded');
