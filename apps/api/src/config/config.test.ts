import { describe, expect, test } from 'vitest';
import { type Config, parseConfig } from './config.ts';

const DEFAULTS: Config = {
  PORTAL_DB: 'data/portal.db',
  HOST: '127.0.0.1',
  PORT: 3000,
  CORS_ORIGINS: [],
  RATE_LIMIT_USER: 120,
  RATE_LIMIT_LOGIN: 20,
  RATE_LIMIT_BOT: 600,
  BOT_LOGIN_WEB_REQUIRED_EVERY: 5,
  COOKIE_SECURE: true,
  TRUSTED_PROXIES: [],
  MAX_CONNECTIONS: 2000,
  MAX_CONNECTIONS_PER_ADDRESS: 200,
  MAX_REQUESTS_PER_CONNECTION: 1000,
  HEADERS_TIMEOUT: 10,
  REQUEST_TIMEOUT: 15,
  KEEP_ALIVE_TIMEOUT: 5,
  ANSWER_TIMEOUT: 30,
  METRICS_HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
};

type Name = keyof Config;
const names = [...(Object.keys(DEFAULTS) as Name[]), 'METRICS_PORT'] as const;

test('an empty environment gives the defaults, and variables of others change nothing', () => {
  expect(parseConfig({})).toEqual(DEFAULTS);
  expect(parseConfig({ PATH: '/bin', port: 'x', toString: 'x' })).toEqual(DEFAULTS);
});

test.each(names)('an empty %s is one that is not set', (name) => {
  expect(parseConfig({ [name]: '' })).toEqual(DEFAULTS);
  expect(parseConfig({ [name]: undefined })).toEqual(DEFAULTS);
});

test.each<[Name, string, unknown]>([
  ['PORTAL_DB', '/srv/portal/users.db', '/srv/portal/users.db'],
  ['HOST', '::1', '::1'],
  ['PORT', '0', 0],
  ['PORT', '65535', 65_535],
  ['PORT', '0080', 80],
  ['CORS_ORIGINS', 'https://app.example', ['https://app.example']],
  [
    'CORS_ORIGINS',
    'https://app.example, http://localhost:5173',
    ['https://app.example', 'http://localhost:5173'],
  ],
  ['RATE_LIMIT_USER', '0', 0],
  ['RATE_LIMIT_USER', '1000000', 1_000_000],
  ['RATE_LIMIT_LOGIN', '0', 0],
  ['RATE_LIMIT_LOGIN', '5', 5],
  ['TRUSTED_PROXIES', '10.0.0.1', ['10.0.0.1']],
  ['TRUSTED_PROXIES', '10.0.0.0/8, fd00::/8, loopback', ['10.0.0.0/8', 'fd00::/8', 'loopback']],
  ['MAX_CONNECTIONS', '0', 0],
  ['MAX_CONNECTIONS', '1000000', 1_000_000],
  ['MAX_CONNECTIONS_PER_ADDRESS', '0', 0],
  ['MAX_CONNECTIONS_PER_ADDRESS', '50', 50],
  ['MAX_REQUESTS_PER_CONNECTION', '0', 0],
  ['MAX_REQUESTS_PER_CONNECTION', '100', 100],
  ['HEADERS_TIMEOUT', '1', 1],
  ['REQUEST_TIMEOUT', '600', 600],
  ['KEEP_ALIVE_TIMEOUT', '75', 75],
  ['ANSWER_TIMEOUT', '60', 60],
  ['METRICS_HOST', '::1', '::1'],
  ['METRICS_PORT', '9464', 9464],
  ['LOG_LEVEL', 'trace', 'trace'],
  ['LOG_LEVEL', 'silent', 'silent'],
])('%s takes %j', (name, text, value) => {
  expect(parseConfig({ [name]: text })).toEqual({ ...DEFAULTS, [name]: value });
});

const PORT_RULE = 'must be a whole number from 0 to 65535 (0 takes any free port)';
const RATE_RULE =
  'must be a whole number from 0 to 1000000 requests a minute (0 turns the limit off)';
const ORIGINS_RULE = 'must be a comma-separated list of origins such as https://app.example';
const PROXIES_RULE = 'must be a comma-separated list of addresses or ranges such as 10.0.0.0/8';
const CONNECTIONS_RULE =
  'must be a whole number from 0 to 1000000 connections (0 turns the limit off)';
const SECONDS_RULE = 'must be a whole number from 1 to 600 seconds';
const LEVEL_RULE = 'must be one of trace, debug, info, warn, error, fatal, silent';

test.each<[Name, string, readonly string[]]>([
  ['PORT', PORT_RULE, ['65536', '-1', '3.5', '80a', ' 80', '1e3', '0x50', 'http', '9999999999']],
  ['METRICS_PORT', PORT_RULE, ['65536', '-1', 'off']],
  ['RATE_LIMIT_USER', RATE_RULE, ['1000001', '-1', '1.5', 'off', 'Infinity', '120/min']],
  ['RATE_LIMIT_LOGIN', RATE_RULE, ['1000001', '-1', '1.5', 'off', 'Infinity', '20/min']],
  [
    'CORS_ORIGINS',
    ORIGINS_RULE,
    [
      '*',
      'null',
      'app.example',
      'https://app.example/',
      'https://app.example/path',
      'https://App.example',
      'https://app.example:443',
      'https://user@app.example',
      'ftp://app.example',
      'https://app.example,',
      'https://app.example,*',
    ],
  ],
  ['TRUSTED_PROXIES', PROXIES_RULE, ['10.0.0', '10.0.0.0/33', 'proxy.example', '10.0.0.1,', '*']],
  ['MAX_CONNECTIONS', CONNECTIONS_RULE, ['1000001', '-1', 'many']],
  ['MAX_CONNECTIONS_PER_ADDRESS', CONNECTIONS_RULE, ['1000001', '-1', 'many']],
  [
    'MAX_REQUESTS_PER_CONNECTION',
    'must be a whole number from 0 to 1000000 requests (0 turns the limit off)',
    ['1000001', '-1', 'many'],
  ],
  ['HEADERS_TIMEOUT', SECONDS_RULE, ['0', '601', '-1', '1.5', '10s']],
  ['REQUEST_TIMEOUT', SECONDS_RULE, ['0', '601', '-1', '1.5', '10s']],
  ['KEEP_ALIVE_TIMEOUT', SECONDS_RULE, ['0', '601', '-1', '1.5', '10s']],
  ['ANSWER_TIMEOUT', SECONDS_RULE, ['0', '601', '-1', '1.5', '10s']],
  ['LOG_LEVEL', LEVEL_RULE, ['INFO', 'verbose', '30', ' info']],
])('%s refuses what it cannot be, and says what it can', (name, rule, texts) => {
  for (const text of texts) {
    expect(() => parseConfig({ [name]: text }), text).toThrow(
      expect.objectContaining({
        name: 'OperatorError',
        message: `${name} ${rule}, not "${text}"`,
      }),
    );
  }
});

test('every wrong value is named, and no right one', () => {
  const wrong = { PORT: 'x', RATE_LIMIT_USER: 'y', LOG_LEVEL: 'z' };
  expect(() => parseConfig({ HOST: 'localhost', ...wrong })).toThrow(
    `PORT ${PORT_RULE}, not "x"; RATE_LIMIT_USER ${RATE_RULE}, not "y"; LOG_LEVEL ${LEVEL_RULE}, not "z"`,
  );
});

test('the configuration cannot be changed', () => {
  const config = parseConfig({}) as { PORT: number };
  expect(() => {
    config.PORT = 1;
  }).toThrow(TypeError);
});

describe('settings of a login', () => {
  test('a secret is 64 hex digits, and is not repeated when it is wrong', () => {
    expect(parseConfig({ LOGIN_CODE_SECRET: 'aB'.repeat(32) }).LOGIN_CODE_SECRET).toEqual(
      Buffer.alloc(32, 0xab),
    );
    const fault = () => parseConfig({ LOGIN_CODE_SECRET: 'not-to-be-seen' });
    expect(fault).toThrow(/^LOGIN_CODE_SECRET must be 64 hex digits$/);
  });

  test.for(['0.0.0.0', '192.0.2.1', 'portal.example', '::'])(
    'a cookie without Secure is not for the host %s',
    (HOST) => {
      const fault = () => parseConfig({ COOKIE_SECURE: 'off', HOST });
      expect(fault).toThrow('COOKIE_SECURE=off is for a HOST of this machine alone');
    },
  );

  test.for(['127.0.0.1', 'localhost', '::1'])('a cookie without Secure is for %s', (HOST) => {
    expect(parseConfig({ COOKIE_SECURE: 'off', HOST }).COOKIE_SECURE).toBe(false);
  });

  test.for(['example', '.portal.example', 'https://portal.example', 'a;b.example'])(
    'the domain %j is none',
    (COOKIE_DOMAIN) => {
      expect(() => parseConfig({ COOKIE_DOMAIN })).toThrow('COOKIE_DOMAIN must be a domain');
    },
  );
});
