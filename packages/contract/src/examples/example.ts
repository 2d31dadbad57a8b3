import { errorRegistry } from '../errors/error-registry.ts';
import type { Outcome } from '../errors/refusal.ts';

/** Who asks in an example: nobody signed in, one viewer of each level, and the two who are kept out. */
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

/** One request and its answer: what a server that agrees with the contract does, and a mock serves. */
export interface Example {
  readonly viewer: ExampleViewer;
  /** What must be so beforehand, in words; nothing when left out. */
  readonly given?: string;
  /** The documented page it is from, or `ours`. */
  readonly source: string;
  /** The operation's input, as both transports carry it; none when left out. */
  readonly input?: unknown;
  readonly outcome: Outcome<unknown>;
  /** Paths in the value that a server of the population answers otherwise, such as `user.updated_at`; `*` is every member. */
  readonly ignoredPaths?: readonly string[];
  /** Why no request brings this answer about; a server can then only serve it by its name. */
  readonly unreachable?: string;
}

/** The HTTP status of an example's answer, on both transports. */
export function exampleStatus({ outcome }: Example): number {
  return outcome.ok ? 200 : errorRegistry[outcome.error.code].status;
}
