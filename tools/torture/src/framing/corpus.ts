import {
  FIRST,
  type FramingCase,
  type FramingRow,
  HIDDEN,
  HOST,
  PAUSE,
  toCases,
  toCutCase,
  toRawCase,
  toText,
} from './framing-case.ts';

const CHUNKED = 'Transfer-Encoding: chunked';
const EMPTY = '0\r\n\r\n';
const LONG = 'x'.repeat(20_000);
const HIDDEN_CHUNK = `${HIDDEN.length.toString(16)}\r\n${HIDDEN}\r\n`;
/** Somebody's update, of which the body is still to come. */
const CUT_UPDATE = toText('POST /v1/users/me/update HTTP/1.1', [HOST, 'Content-Length: 999']);
/** Both have asked one request each. */
const BOTH = ['200 first', '200 next'];

const lengths: readonly FramingRow[] = [
  ['a length and chunks', ['Content-Length: 5', CHUNKED], EMPTY + HIDDEN],
  ['chunks and a length', [CHUNKED, 'Content-Length: 5'], EMPTY + HIDDEN],
  ['two lengths', ['Content-Length: 2', 'Content-Length: 99'], `{}${HIDDEN}`],
  ['two equal lengths', ['Content-Length: 2', 'Content-Length: 2'], `{}${HIDDEN}`],
  ['a list of lengths', ['Content-Length: 2, 2'], `{}${HIDDEN}`],
  ['a length with a plus', ['Content-Length: +2'], `{}${HIDDEN}`],
  ['a length below 0', ['Content-Length: -2'], `{}${HIDDEN}`],
  ['a length in hexadecimal', ['Content-Length: 0x2'], `{}${HIDDEN}`],
  ['a length with a fraction', ['Content-Length: 2.0'], `{}${HIDDEN}`],
  ['a length of nothing', ['Content-Length:'], `{}${HIDDEN}`],
  ['a length of two words', ['Content-Length: 2 2'], `{}${HIDDEN}`],
  ['a length over 64 bits', ['Content-Length: 18446744073709551618'], `{}${HIDDEN}`],
  ['a length before a space and a colon', ['Content-Length : 2'], `{}${HIDDEN}`],
  ['a length on a folded line', ['Content-Length:', ' 2'], `{}${HIDDEN}`],
];

const codings: readonly FramingRow[] = [
  ['an unknown coding', ['Transfer-Encoding: xchunked'], EMPTY + HIDDEN],
  ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], EMPTY + HIDDEN],
  ['a coding that is none', ['Transfer-Encoding: identity'], EMPTY + HIDDEN],
  ['chunks in chunks', [CHUNKED, CHUNKED], EMPTY + HIDDEN],
  ['chunks, then no coding', [CHUNKED, 'Transfer-Encoding: identity'], EMPTY + HIDDEN],
  ['a coding after a vertical tab', ['Transfer-Encoding: \x0bchunked'], EMPTY + HIDDEN],
  ['a coding in quotes', ['Transfer-Encoding: "chunked"'], EMPTY + HIDDEN],
  ['a coding before a space and a colon', ['Transfer-Encoding : chunked'], EMPTY + HIDDEN],
  ['a coding on a folded line', ['Transfer-Encoding:', ' chunked'], EMPTY + HIDDEN],
  ['a coding behind a line feed', [`X: x\n${CHUNKED}`], EMPTY + HIDDEN],
  ['a coding behind a return', [`X: x\r${CHUNKED}`], EMPTY + HIDDEN],
];

const chunks: readonly FramingRow[] = [
  ['well-formed chunks', [CHUNKED], '1\r\n{\r\n1\r\n}\r\n0\r\n\r\n', BOTH],
  ['a request in a chunk', [CHUNKED], HIDDEN_CHUNK + EMPTY, ['400', '200 next']],
  ['an extension of a chunk', [CHUNKED], `2;x="y"\r\n{}\r\n${EMPTY}`, BOTH],
  ['a line feed in an extension', [CHUNKED], `2;x\n${HIDDEN}\r\n{}\r\n${EMPTY}`],
  ['an extension over 16 KiB', [CHUNKED], `2;${LONG}\r\n{}\r\n${EMPTY}`],
  ['a size that is none', [CHUNKED], `x\r\n{}\r\n${EMPTY}${HIDDEN}`],
  ['a size below 0', [CHUNKED], `-2\r\n{}\r\n${EMPTY}${HIDDEN}`],
  ['a size with a prefix', [CHUNKED], `0x2\r\n{}\r\n${EMPTY}${HIDDEN}`],
  ['a size over 64 bits', [CHUNKED], `10000000000000002\r\n{}\r\n${EMPTY}${HIDDEN}`],
  ['a size that is too small', [CHUNKED], `1\r\n{}\r\n${EMPTY}${HIDDEN}`],
  ['chunks ended by line feeds', [CHUNKED], `2\n{}\n0\n\n${HIDDEN}`],
  ['a length in the trailer', [CHUNKED], `2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n${HIDDEN}`],
];

const updateBodies: readonly FramingRow[] = [
  ['a request in a body', [`Content-Length: ${HIDDEN.length}`], HIDDEN, ['400', '200 next']],
  ['a body over 16 KiB', [`Content-Length: ${LONG.length}`], LONG, ['413', '200 next']],
];

const questions: readonly FramingRow[] = [
  ['a NUL in a value', ['X: \0']],
  ['a NUL in a name', ['X\0: x']],
  ['a return in a value', ['X: a\rb']],
  ['a folded value', ['X: a', ' b']],
  ['a line without a colon', ['x']],
  ['a header without a name', [': x']],
  ['two hosts', ['Host: other.example'], '', ['400', '200 next']],
  ['two equal hosts', [HOST], '', ['400', '200 next']],
  ['headers over 16 KiB', [`X: ${LONG}`], '', ['431']],
  ['a request in the body of a GET', [`Content-Length: ${HIDDEN.length}`], HIDDEN, BOTH],
  [
    'another protocol',
    ['Connection: Upgrade', 'Upgrade: h2c'],
    `${CUT_UPDATE}${PAUSE}${HIDDEN}`,
    ['200 first'],
  ],
];

/** What is odd is the first line. */
const firstLines: readonly (readonly [string, string, (readonly string[])?])[] = [
  ['a whole URL', 'GET http://portal.example/v1/users/me HTTP/1.1', ['400', '200 next']],
  ['a URL of another host', 'GET http://evil.example/ HTTP/1.1', ['400', '200 next']],
  ['an asterisk', 'OPTIONS * HTTP/1.1', ['400', '200 next']],
  ['a target over 16 KiB', `GET /${LONG} HTTP/1.1`, ['431']],
  ['a tunnel', 'CONNECT portal.example:80 HTTP/1.1'],
  ['two spaces', 'GET  /v1/users/me HTTP/1.1', BOTH],
  ['a tab', 'GET\t/v1/users/me HTTP/1.1'],
  ['a method that is none', 'G=T /v1/users/me HTTP/1.1'],
  ['HTTP/0.9', 'GET /v1/users/me'],
  ['HTTP/2.0', 'GET /v1/users/me HTTP/2.0'],
  ['HTTP/9.9', 'GET /v1/users/me HTTP/9.9'],
];

const raw: readonly FramingCase[] = [
  {
    ...toRawCase('no host', toText('GET /v1/users/me HTTP/1.1', [FIRST])),
    answers: ['400', '200 next'],
  },
  toRawCase('nothing but line feeds', 'GET /v1/users/me HTTP/1.1\nHost: portal.example\n\n'),
  toRawCase('a space before the first header', toText('GET / HTTP/1.1', [' X: x'])),
  toRawCase('a host on a folded line', toText('GET / HTTP/1.1', ['Host:', ' portal.example'])),
  toRawCase('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  toRawCase('a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
];

const JSON_TYPE = 'Content-Type: application/json';
const POST = 'POST /v1/users/me/update HTTP/1.1';
const HEAD = toText(POST, [HOST, FIRST, JSON_TYPE]);

const cutOff: readonly FramingCase[] = [
  toCutCase('a line cut off', 'GET /v1/users/me HT'),
  toCutCase('headers cut off', HEAD.slice(0, -4)),
  toCutCase('a body cut off', HEAD.replace(/\r\n$/, 'Content-Length: 99\r\n\r\n{}')),
  toCutCase('a chunk cut off', HEAD.replace(/\r\n$/, `${CHUNKED}\r\n\r\n99\r\n{}`)),
  toCutCase('a last chunk cut off', HEAD.replace(/\r\n$/, `${CHUNKED}\r\n\r\n2\r\n{}\r\n0\r\n`)),
];

/** Of RFC 9112, and of what servers and proxies were found to read differently. */
export const corpus: readonly FramingCase[] = [
  ...toCases(`${POST}\r\n${JSON_TYPE}`, [...lengths, ...codings, ...chunks, ...updateBodies]),
  ...toCases(`${POST.replace('1.1', '1.0')}\r\n${JSON_TYPE}`, [
    ['chunks in HTTP/1.0', [CHUNKED], EMPTY + HIDDEN],
  ]),
  ...toCases('GET /v1/users/me HTTP/1.1', questions),
  ...firstLines.flatMap(([name, line, answers]) => toCases(line, [[name, [], '', answers]])),
  ...raw,
  ...cutOff,
];
