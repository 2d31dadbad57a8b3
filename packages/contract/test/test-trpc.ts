import { expect } from 'vitest';
import type { ErrorCode } from '../src/errors/error-registry.ts';
import type { Outcome } from '../src/errors/refusal.ts';
import type { PortalService } from '../src/operations/portal-service.ts';
import { handleTrpcRequest } from '../src/trpc/handle-trpc-request.ts';
import type { PortalContext } from '../src/trpc/trpc.ts';
import type { Viewer } from '../src/users/users.service.ts';
import { expectedContext, expectedErrors } from './expected-errors.ts';
import { createFakeService } from './fake-service.ts';

export const CORRELATION_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
export const VIEWER: Viewer = { id: 42, permission_level: 0 };

export interface TestTrpcOptions {
  readonly correlation_id?: string;
  readonly service?: PortalService;
  readonly authenticate?: PortalContext['authenticate'];
}

export interface TrpcAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The tRPC side of the contract in process, as one request after the other of one viewer meets it. */
export interface TestTrpc {
  /** What was reported as a bug, in order. */
  readonly bugs: readonly unknown[];
  send(target: string, init?: RequestInit): Promise<TrpcAnswer>;
  query(procedure: string, input?: unknown): Promise<TrpcAnswer>;
  mutate(procedure: string, input: unknown): Promise<TrpcAnswer>;
}

export function createTestTrpc({
  correlation_id = CORRELATION_ID,
  service = createFakeService(),
  authenticate = async (): Promise<Outcome<Viewer>> => ({ ok: true, value: VIEWER }),
}: TestTrpcOptions = {}): TestTrpc {
  const bugs: unknown[] = [];
  const context: PortalContext = {
    correlation_id,
    service,
    authenticate,
    reportBug: (error) => void bugs.push(error),
  };
  const send: TestTrpc['send'] = async (target, init) => {
    const request = new Request(`http://portal.test/trpc/${target}`, init);
    const response = await handleTrpcRequest(request, context);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    bugs,
    send,
    query: (procedure, input) => send(`${procedure}${toQuery(input)}`),
    mutate: (procedure, input) => send(procedure, toPost(JSON.stringify(input))),
  };
}

export function toQuery(input: unknown): string {
  return input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
}

/** A POST as tRPC clients make it. */
export function toPost(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

/** The error of this code as tRPC sends it, written from the documentation. */
export function toExpectedError(code: ErrorCode): object {
  const expected = expectedErrors.find((error) => error.code === code);
  if (expected === undefined) throw new Error(`no error is documented as ${code}`);
  const { sentence, status, trpc, number } = expected;
  const data = { code: trpc, httpStatus: status, correlation_id: CORRELATION_ID };
  return {
    error: { message: sentence, code: number, data: { ...data, ...expectedContext[code] } },
  };
}

/** That an answer is this error whole, and nothing beside it. */
export function expectError({ status, headers, text }: TrpcAnswer, code: ErrorCode): void {
  expect(JSON.parse(text)).toEqual(toExpectedError(code));
  const { status: expected } = expectedErrors.find((error) => error.code === code) ?? {};
  expect([status, headers.get('content-type')]).toEqual([expected, 'application/json']);
}
