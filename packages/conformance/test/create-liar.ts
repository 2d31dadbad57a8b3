import { createFakeTarget, type FakeTarget } from './fake-target.ts';

const SIGNED_IN = ['user', 'moderator', 'admin', 'owner', 'banned', 'timed_out'] as const;

/** A server in process that answers wrongly, whatever it is asked. */
export function createLiar(): FakeTarget & AsyncDisposable {
  return {
    ...createFakeTarget(() => new Response('lies', { status: 418 }), {
      cookies: Object.fromEntries(SIGNED_IN.map((viewer) => [viewer, `psession=${viewer}`])),
      capabilities: { hasSocket: false },
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}
