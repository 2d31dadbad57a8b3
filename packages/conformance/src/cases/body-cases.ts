import {
  type ErrorCode,
  EXAMPLE_VIEWERS,
  type ExampleViewer,
  MAX_BODY_SIZE,
} from '@portal/contract';
import { ANONYMOUS } from '../asking/asker.ts';
import { expectError, expectSame } from '../asking/expect-answer.ts';
import { findProvocation, toPadding, withBody, withHeaders } from '../asking/provoke.ts';
import type { RawQuestion } from '../asking/question.ts';
import { TRANSPORTS } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import { ADMITTED, sessionsOf, withArticle } from './viewers.ts';

const group = 'bodies';
const operation = 'users.updateMe';

/** Bodies that are no JSON object. */
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

/** Judged before anyone is asked who they are. */
const REFUSED_OF_ANYONE = ['access_denied', 'request_too_large', 'unsupported_media_type'] as const;

export const bodyCases: readonly ConformanceCase[] = [
  ...INVALID.map(([what, body]) => refusesBody(what, body)),
  ...ADMITTED.map((viewer) => refuses('invalid_request', viewer)),
  ...REFUSED_OF_ANYONE.flatMap((code) => EXAMPLE_VIEWERS.map((viewer) => refuses(code, viewer))),
  ...UNSUPPORTED.map(([what, headers]) => refusesType(what, headers)),
  ...SUPPORTED.map(takesType),
  takesLargestBody(),
  refusesStreamedExcess(),
  takesOwnOrigin(),
];

/** Over both transports, and nothing is stored of it. */
function refuses(code: ErrorCode, viewer: ExampleViewer): ConformanceCase {
  return defineCase({
    group,
    name: `${code} is what ${withArticle(viewer)} gets for such a request`,
    covers: [{ operation, viewer, kind: code }],
    needs: { of: ['rules'], viewers: sessionsOf(viewer) },
    async check(ask) {
      const session = await ask.signIn(viewer);
      for (const over of TRANSPORTS) {
        const question = findProvocation(code, operation, over);
        if (question !== undefined) expectError(await ask.send(session, question), code);
      }
    },
  });
}

function refusesBody(what: string, body: string | Uint8Array<ArrayBuffer>): ConformanceCase {
  return defineCase({
    group,
    name: `a body that is ${what} is an invalid request`,
    covers: [{ operation, viewer: 'user', kind: 'invalid_request' }],
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      for (const over of TRANSPORTS) {
        const question = { ...withBody(operation, over, ''), body };
        expectError(await ask.send(session, question), 'invalid_request');
      }
    },
  });
}

function refusesType(what: string, headers: Readonly<Record<string, string>>): ConformanceCase {
  return defineCase({
    group,
    name: `a body that is ${what} is unsupported, and nothing of it is stored`,
    covers: [{ operation, viewer: 'user', kind: 'unsupported_media_type' }],
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const before = await ask.ask(session, { operation: 'users.me' }, 'REST');
      for (const over of TRANSPORTS) {
        const body = '{"avatar_source":"discord_3","username":"newname"}';
        const question = { ...withHeaders(operation, over, headers), body };
        expectError(await ask.send(session, question), 'unsupported_media_type');
      }
      const after = await ask.ask(session, { operation: 'users.me' }, 'REST');
      expectSame(after.asked, before.outcome, after.outcome);
    },
  });
}

function takesType(type: string): ConformanceCase {
  return defineCase({
    group,
    name: `a body that is ${type} is read`,
    needs: { viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      for (const over of TRANSPORTS) {
        await expectTaken(withHeaders(operation, over, { 'content-type': type }));
      }

      async function expectTaken(question: RawQuestion): Promise<void> {
        const { asked, status } = await ask.send(session, question);
        expectSame(asked, 200, status);
      }
    },
  });
}

function takesLargestBody(): ConformanceCase {
  return defineCase({
    group,
    name: 'a body of 16 KiB is read, with a length and in chunks',
    needs: { viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      for (const over of TRANSPORTS) {
        const question = withBody(operation, over, toPadding(MAX_BODY_SIZE));
        const streamed = { ...question, body: toStream(toPadding(MAX_BODY_SIZE)) };
        for (const sent of [question, streamed]) {
          const { asked, status } = await ask.send(session, sent);
          expectSame(asked, 200, status);
        }
      }
    },
  });
}

function refusesStreamedExcess(): ConformanceCase {
  return defineCase({
    group,
    name: 'a body over 16 KiB is too large in chunks, too, whoever sends it',
    needs: { of: ['rules'], viewers: ['user'] },
    async check(ask) {
      for (const session of [ANONYMOUS, await ask.signIn('user')]) {
        for (const over of TRANSPORTS) {
          const body = toStream(toPadding(MAX_BODY_SIZE + 1));
          const question = { ...withBody(operation, over, ''), body };
          expectError(await ask.send(session, question), 'request_too_large');
        }
      }
    },
  });
}

function takesOwnOrigin(): ConformanceCase {
  return defineCase({
    group,
    name: 'a request from the own origin is no foreign one',
    needs: { viewers: ['user'] },
    async check(ask) {
      const session = await ask.signIn('user');
      const { host, origin } = new URL(ask.target.url);
      for (const over of TRANSPORTS) {
        // In process nobody adds the host, which every client sends.
        const { asked, status } = await ask.send(
          session,
          withHeaders(operation, over, { origin, host }),
        );
        expectSame(asked, 200, status);
      }
    },
  });
}

/** A body whose length nobody is told beforehand. */
function toStream(text: string): ReadableStream {
  return new Blob([text]).stream();
}
