import { errorRegistry } from '../errors/error-registry.ts';
import type { Outcome } from '../errors/refusal.ts';

/** The viewer of an example: no session, one viewer of each level, or one of the two restricted viewers. */
export const EXAMPLE_VIEWERS = [
  'anonymous',
  'user',
  'moderator',
  'admin',
  'owner',
  'banned',
  'timed_out',
] as const;
export type ExampleViewer = (typeof EXAMPLE_VIEWERS)[number];

/** One request and its response. Every correct server behaves like this, and the mock serves it. */
export interface Example {
  readonly viewer: ExampleViewer;
  /** The condition before the request, in words. Absent if there is none. */
  readonly given?: string;
  /** The documented page of the example, or `ours`. */
  readonly source: string;
  /** The operation's input, the same on both transports. Absent if there is none. */
  readonly input?: unknown;
  readonly outcome: Outcome<unknown>;
  /** Paths in the value where a server with the population returns something else, such as `user.updated_at`. `*` is every member. */
  readonly ignoredPaths?: readonly string[];
  /** The reason why no request leads to this response. A server can serve it only by its name. */
  readonly unreachable?: string;
}

/** The HTTP status of an example's response, on both transports. */
export function exampleStatus({ outcome }: Example): number {
  return outcome.ok ? 200 : errorRegistry[outcome.error.code].status;
}
