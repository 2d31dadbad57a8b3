import { TRPC_ENDPOINT } from '@portal/contract';
import { JSON_HEADERS, type RawRequest, toRawRequest } from '../client/call.ts';
import { expectAdmitted, expectError, expectSame } from '../client/expect-response.ts';
import type { TestResponse } from '../client/response.ts';
import { ANONYMOUS } from '../client/session.ts';
import { TRANSPORTS, type Transport } from '../client/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import {
  type ContractTable,
  callersOf,
  goodCall,
  needsSession,
  type OperationRow,
} from '../contract-table.ts';
import { sessionsOf } from './viewers.ts';

/** Every method that `fetch` sends. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const VIEWERS = ['anonymous', 'user'] as const;

export function routeCases(table: ContractTable): readonly ConformanceCase[] {
  return [
    ...listUnknownPaths(table).map(leadsNowhere),
    ...table.flatMap((operation) =>
      TRANSPORTS.flatMap((over) =>
        METHODS.map((method) => knowsMethods(table, { operation, over, method })),
      ),
    ),
  ];
}

/** Paths of no operation, most of them near to the path of one. */
export function listUnknownPaths(table: ContractTable): readonly string[] {
  const near = table.flatMap((operation) => [
    ...nearPaths(toRawRequest(goodCall(operation), 'REST').path.replace(/\?.*/, '')),
    ...nearProcedures(operation.id),
  ]);
  const far = ['/v1', '/v1/nothing', '/openapi', '/trpcx/nothing', `${TRPC_ENDPOINT}/`];
  const inherited = ['__proto__', 'constructor', '__proto__.constructor'];
  const paths = [...far, ...inherited.map((name) => `${TRPC_ENDPOINT}/${name}`), ...near];
  return [...new Set(paths)].filter((path) => !table.some((row) => isPathOf(row, path)));
}

function nearPaths(path: string): readonly string[] {
  const version = path.replace(/^\/v1/, '/v2');
  const upper = path.replace(/[^/]+$/, (last) => last.toUpperCase());
  const title = path.replace(/^(\/v1\/)(\w)/, (_, start: string, letter: string) => {
    return start + letter.toUpperCase();
  });
  const parent = path.replace(/\/[^/]+$/, '');
  return [`${path}/`, `${path}/x`, title, upper, version, path.slice(3), parent, `${parent}/`];
}

function nearProcedures(id: string): readonly string[] {
  const [group = '', name = ''] = id.split('.');
  const title = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
  const names = [`${id}/x`, `${id}.x`, title, group, `${group}.nothing`, `${group}.__proto__`];
  return [`/${id}`, ...[...names, `__proto__.${name}`].map((near) => `${TRPC_ENDPOINT}/${near}`)];
}

/** A parameter takes any text, so the path may be one of this operation. */
function isPathOf({ path: template, id }: OperationRow, path: string): boolean {
  if (path === `${TRPC_ENDPOINT}/${id}`) return true;
  const pattern = template.replace(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.');
  return new RegExp(`^${pattern}$`).test(path);
}

function leadsNowhere(path: string): ConformanceCase {
  return defineCase({
    group: 'routes',
    name: `${path} is not found, with and without a session`,
    covers: VIEWERS.map((viewer) => ({ operation: 'any', viewer, kind: 'not_found' })),
    needs: { of: isOutside(path) ? ['the whole origin'] : [], viewers: ['user'] },
    async check(client) {
      for (const session of [ANONYMOUS, await client.signIn('user')]) {
        for (const method of ['GET', 'POST', 'DELETE']) {
          expectError(await client.send(session, toEmptyRequest(method, path)), 'not_found');
        }
      }
    },
  });
}

/** Some targets answer only the paths below the contract's own. */
function isOutside(path: string): boolean {
  return !path.startsWith('/v1/') && !path.startsWith(`${TRPC_ENDPOINT}/`);
}

interface MethodQuery {
  readonly operation: OperationRow;
  readonly over: Transport;
  readonly method: (typeof METHODS)[number];
}

/** Each path answers its own methods, and any other with 405 and the list of its own. */
function knowsMethods(
  table: ContractTable,
  { operation, over, method }: MethodQuery,
): ConformanceCase {
  const request = toRawRequest(goodCall(operation), over);
  const allowed = allowedMethods(table, request.path);
  const isAllowed = allowed.includes(method);
  const hasBody = method !== 'HEAD';
  const [caller = 'user'] = callersOf(operation);
  return defineCase({
    group: 'methods',
    name: `${method} ${request.path} is ${isAllowed ? 'answered' : 'not allowed'}`,
    covers:
      isAllowed || !hasBody
        ? []
        : VIEWERS.map((viewer) => {
            return { operation: operation.id, viewer, kind: 'method_not_allowed' };
          }),
    needs: { viewers: isAllowed ? sessionsOf(caller) : ['user'] },
    async check(client) {
      if (isAllowed) {
        const sent = { ...request, method };
        expectAdmitted(client.target, await client.send(await client.signIn(caller), sent));
        if (!needsSession(operation)) return;
        const { asked, status } = await client.send(ANONYMOUS, sent);
        return expectSame(asked, 401, status);
      }
      for (const session of [ANONYMOUS, await client.signIn('user')]) {
        const sent = { ...toEmptyRequest(method, request.path), operation };
        const response = await client.send(session, sent);
        expectSame(response.asked, 405, response.status);
        if (hasBody) expectError(response, 'method_not_allowed');
        expectAllow(response, allowed);
      }
    },
  });
}

/** HEAD is allowed where GET is. */
function allowedMethods(table: ContractTable, target: string): readonly string[] {
  const path = target.replace(/\?.*/, '');
  const methods = table.filter((row) => isPathOf(row, path)).map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

function expectAllow({ asked, headers }: TestResponse, allowed: readonly string[]): void {
  const listed = headers
    .get('allow')
    ?.split(',')
    .map((method) => method.trim());
  expectSame(`Allow of ${asked}`, allowed, listed);
}

function toEmptyRequest(method: string, path: string): RawRequest {
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  return hasBody ? { method, path, headers: JSON_HEADERS, body: '{}' } : { method, path };
}
