import { MAX_BODY_SIZE } from '@portal/contract';
import { expect, test } from 'vitest';
import { fromFetchRequest } from '../fetch-request.ts';
import { readJsonBody } from './json-body.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test('the text is handed on as it is', async () => {
  for (const text of ['', '{}', 'not JSON', ' {} ', '{}\ufeff', '{"name":"é€😀\0"}']) {
    expect(await read({ headers: JSON_TYPE, body: text })).toEqual({ ok: true, value: text });
  }
});

test('what is not UTF-8, or begins with a byte order mark, is no text', async () => {
  const mark = [0xef, 0xbb, 0xbf];
  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82], mark]) {
    const body = Uint8Array.from(bytes);
    expect(await read({ headers: JSON_TYPE, body })).toEqual({ ok: true, value: undefined });
  }
});

test('a body of another type is refused before it is read', async () => {
  const body = countPulls();
  const result = await read({ headers: { 'content-type': 'text/plain' }, body: body.stream });
  expect(result).toEqual({ ok: false, error: { code: 'unsupported_media_type' } });
  expect(body.pulls()).toBeLessThanOrEqual(1);
});

test('a body that does not end is read no further than it may be long', async () => {
  const body = countPulls();
  const result = await read({ headers: JSON_TYPE, body: body.stream });
  expect(result).toEqual({ ok: false, error: { code: 'request_too_large' } });
  expect(body.pulls() * 1024).toBeLessThanOrEqual(MAX_BODY_SIZE + 3 * 1024);
});

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
}

async function read(init: Sent): Promise<unknown> {
  const request = { method: 'POST', duplex: 'half', ...init } as RequestInit;
  return readJsonBody(fromFetchRequest(new Request('http://portal.test/', request)));
}

/** A stream of 1 KiB chunks without an end, and how many of them were asked for. */
function countPulls() {
  let pulls = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  return { stream, pulls: () => pulls };
}
