import {
  type ErrorCode,
  errorRegistry,
  type Outcome,
  type PortalService,
  type Refusal,
  toTrpcErrorShape,
  type Viewer,
} from '@portal/contract';
import { expect } from 'vitest';
import { createPortalApp, type PortalAppOptions } from '../src/index.ts';
import { createFakeService } from './fake-service.ts';

export const CORRELATION_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';
export const VIEWER: Viewer = { id: 42, session_id: 7, permission_level: 0 };

export interface TestTrpcOptions {
  readonly correlation_id?: string;
  readonly service?: PortalService;
  readonly authenticate?: PortalAppOptions['authenticate']['session'];
}

export interface TrpcAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An app in process, as one request after the other of one viewer meets its tRPC side. */
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
  const app = createPortalApp({
    service,
    authenticate: { session: authenticate },
    toCorrelationId: () => correlation_id,
    reportBug: (_context, error) => void bugs.push(error),
  });
  const send: TestTrpc['send'] = async (target, init) => {
    const response = await app.request(`/trpc/${target}`, init);
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

/** A refusal of each code, with the details that some of them promise. */
export function toExampleRefusal(code: ErrorCode): Refusal {
  switch (code) {
    case 'account_banned':
    case 'account_timed_out':
      return { code, reason: 'Spam', expires_at: null };
    case 'method_not_allowed':
      return { code, allow: ['GET', 'HEAD'] };
    case 'too_many_requests':
      return { code, retry_after: 30 };
    default:
      return { code };
  }
}

/** The error of this code as tRPC sends it. */
export function toExpectedError(code: ErrorCode): object {
  return { error: toTrpcErrorShape(toExampleRefusal(code), CORRELATION_ID) };
}

/** That an answer is this error whole, and nothing beside it. */
export function expectError({ status, headers, text }: TrpcAnswer, code: ErrorCode): void {
  expect(JSON.parse(text)).toEqual(toExpectedError(code));
  const expected = [errorRegistry[code].status, 'application/json'];
  expect([status, headers.get('content-type')]).toEqual(expected);
}
