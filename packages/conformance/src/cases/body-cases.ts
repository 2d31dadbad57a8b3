import {
  type ErrorCode,
  EXAMPLE_VIEWERS,
  type ExampleViewer,
  MAX_BODY_SIZE,
} from '@portal/contract';
import type { RawRequest } from '../client/call.ts';
import { expectAdmitted, expectError } from '../client/expect-response.ts';
import { requestCausing, toPadding, withBody, withHeaders } from '../client/request-causing.ts';
import { ANONYMOUS } from '../client/session.ts';
import type { TestClient } from '../client/test-client.ts';
import { TRANSPORTS, type Transport } from '../client/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import {
  type ContractTable,
  callersOf,
  goodCall,
  needsSession,
  type OperationRow,
} from '../contract-table.ts';
import { sessionsOf, withArticle } from './viewers.ts';

const group = 'bodies';

/** Bodies that are not a JSON object. */
const INVALID: readonly (readonly [what: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['empty', ''],
  ['blank', ' '],
  ['cut off', '{"username":'],
  ['words', 'username=newname'],
  ['JSON with something after it', '{}{}'],
  ['JSON in single quotes', "{'username':'newname'}"],
  ['JSON with a comment', '{}//'],
  ['JSON after a byte order mark', '\uFEFF{}'],
  ['no number that JSON knows', '{"username":NaN}'],
  ['no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
  ['null', 'null'],
  ['an array', '[]'],
  ['an array of an object', '[{"username":"newname"}]'],
  ['a string', '"username"'],
  ['a number', '5'],
  ['true', 'true'],
];

const UNSUPPORTED: readonly (readonly [what: string, headers: Readonly<Record<string, string>>])[] =
  [
    ['text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form in parts', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a type that begins alike', { 'content-type': 'application/jsonp' }],
    ['a type that ends alike', { 'content-type': 'text/json' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['two types', { 'content-type': 'application/json, text/plain' }],
    ['compressed', { 'content-encoding': 'gzip' }],
  ];

const SUPPORTED: readonly string[] = [
  'application/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
];

/** These errors come before the session is looked up. */
const REFUSED_OF_ANYONE = ['access_denied', 'request_too_large', 'unsupported_media_type'] as const;

type Body = string | Uint8Array<ArrayBuffer>;

/** The rules of bodies, for each operation that takes one and needs a session. */
export function bodyCases(table: ContractTable): readonly ConformanceCase[] {
  const operations = table.filter((row) => row.input.from === 'body' && needsSession(row));
  return operations.flatMap((operation) => [
    ...INVALID.map(([what, body]) => refusesBody(operation, what, body)),
    ...callersOf(operation).map((viewer) => refuses(operation, 'invalid_request', viewer)),
    ...REFUSED_OF_ANYONE.flatMap((code) =>
      EXAMPLE_VIEWERS.map((viewer) => refuses(operation, code, viewer)),
    ),
    ...UNSUPPORTED.map(([what, headers]) => refusesType(operation, what, headers)),
    ...SUPPORTED.map((type) => takesType(operation, type)),
    takesLargestBody(operation),
    refusesStreamedExcess(operation),
    takesOwnOrigin(operation),
  ]);
}

function refuses(operation: OperationRow, code: ErrorCode, viewer: ExampleViewer): ConformanceCase {
  return defineCase({
    group,
    name: `${code} is what ${withArticle(viewer)} gets for such a request of ${operation.id}`,
    covers: [{ operation: operation.id, viewer, kind: code }],
    needs: { of: ['rules'], viewers: sessionsOf(viewer) },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const over of TRANSPORTS) {
        const request = requestCausing(code, operation, over);
        if (request !== undefined) expectError(await client.send(session, request), code);
      }
    },
  });
}

function refusesBody(operation: OperationRow, what: string, body: Body): ConformanceCase {
  const [viewer = 'user'] = callersOf(operation);
  return defineCase({
    group,
    name: `a body that is ${what} is an invalid request of ${operation.id}`,
    covers: [{ operation: operation.id, viewer, kind: 'invalid_request' }],
    needs: { of: ['rules'], viewers: sessionsOf(viewer) },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const over of TRANSPORTS) {
        const request = { ...withBody(operation, over, ''), body };
        expectError(await client.send(session, request), 'invalid_request');
      }
    },
  });
}

function refusesType(
  operation: OperationRow,
  what: string,
  headers: Readonly<Record<string, string>>,
): ConformanceCase {
  const [viewer = 'user'] = callersOf(operation);
  return defineCase({
    group,
    name: `a body that is ${what} is unsupported by ${operation.id}`,
    covers: [{ operation: operation.id, viewer, kind: 'unsupported_media_type' }],
    needs: { of: ['rules'], viewers: sessionsOf(viewer) },
    async check(client) {
      const session = await client.signIn(viewer);
      for (const over of TRANSPORTS) {
        const request = withHeaders(operation, over, headers);
        expectError(await client.send(session, request), 'unsupported_media_type');
      }
    },
  });
}

function takesType(operation: OperationRow, type: string): ConformanceCase {
  return takes(operation, {
    what: `a body that is ${type}`,
    createRequests: (over) => [withHeaders(operation, over, { 'content-type': type })],
  });
}

function takesLargestBody(operation: OperationRow): ConformanceCase {
  const body = toPadding(MAX_BODY_SIZE, goodCall(operation).input);
  return takes(operation, {
    what: 'a body of 16 KiB, with a length and in chunks,',
    createRequests(over) {
      const request = withBody(operation, over, body);
      return [request, { ...request, body: toStream(body) }];
    },
  });
}

function takesOwnOrigin(operation: OperationRow): ConformanceCase {
  return takes(operation, {
    what: 'a request from the own origin',
    createRequests(over, { target }) {
      const { host, origin } = new URL(target.url);
      // In process nobody adds the host, which every client sends.
      return [withHeaders(operation, over, { origin, host })];
    },
  });
}

interface Taken {
  readonly what: string;
  readonly createRequests: (over: Transport, client: TestClient) => readonly RawRequest[];
}

/** Each request is sent to a target in its initial state, since it may change something. */
function takes(operation: OperationRow, { what, createRequests }: Taken): ConformanceCase {
  const [viewer = 'user'] = callersOf(operation);
  return defineCase({
    group,
    name: `${what} is read by ${operation.id}`,
    needs: { viewers: sessionsOf(viewer) },
    async check(client) {
      for (const over of TRANSPORTS) {
        for (const request of createRequests(over, client)) {
          await client.startOver();
          const session = await client.signIn(viewer);
          expectAdmitted(client.target, await client.send(session, request));
        }
      }
    },
  });
}

function refusesStreamedExcess(operation: OperationRow): ConformanceCase {
  const [viewer = 'user'] = callersOf(operation);
  return defineCase({
    group,
    name: `a body over 16 KiB in chunks is too large for ${operation.id}, with and without a session`,
    needs: { of: ['rules'], viewers: sessionsOf(viewer) },
    async check(client) {
      for (const session of [ANONYMOUS, await client.signIn(viewer)]) {
        for (const over of TRANSPORTS) {
          const body = toStream(toPadding(MAX_BODY_SIZE + 1));
          const request = { ...withBody(operation, over, ''), body };
          expectError(await client.send(session, request), 'request_too_large');
        }
      }
    },
  });
}

/** A body whose length is not known beforehand. */
function toStream(text: string): ReadableStream {
  return new Blob([text]).stream();
}
