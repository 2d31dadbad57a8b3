import { expect, test } from 'vitest';

test('seven', async () => {
  await using fixture = new Fixture();
  expect(fixture.value).toBe(2);
});

test('eight', ({ skip }) => skip('curl is missing'));

class Fixture implements AsyncDisposable {
  readonly value = 1;
  async [Symbol.asyncDispose](): Promise<void> {
    throw new Error('the fixture does not close');
  }
}
