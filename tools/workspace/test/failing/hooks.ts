import { afterAll, beforeAll, describe, test } from 'vitest';

describe('a hook that fails before its tests', () => {
  beforeAll(() => {
    throw new Error('there is no browser');
  });
  test('one', () => {});
  describe('inside', () => void test('two', () => {}));
  test.skip('three', () => {});
});

describe('a hook that fails after its tests', () => {
  afterAll(() => {
    throw new Error('the browser does not close');
  });
  test('four', () => {});
});
