import { afterAll, test } from 'vitest';

afterAll(() => {
  throw new Error('the browser does not close');
});
test('five', () => {});
