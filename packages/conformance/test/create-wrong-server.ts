import { createFakeTarget, type FakeTarget } from './fake-target.ts';

const SIGNED_IN = ['user', 'moderator', 'admin', 'owner', 'banned', 'timed_out'] as const;

/** A server in process whose every answer is wrong. */
export function createWrongServer(): FakeTarget & AsyncDisposable {
  return {
    ...createFakeTarget(() => new Response('wrong', { status: 418 }), {
      cookies: Object.fromEntries(SIGNED_IN.map((viewer) => [viewer, `psession=${viewer}`])),
      capabilities: { hasSocket: false },
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}
