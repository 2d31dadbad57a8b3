import type { Implementation } from '../implementation.ts';
import type { Load } from '../load/start-load.ts';
import type { World } from '../population/world.ts';
import type { Server } from '../processes/start-server.ts';

/** What a case measures with. */
export interface Harness {
  readonly form: Form;
  readonly rounds: number;
  /** The world of every case that does not say otherwise. */
  readonly world: World;
  readonly signal: AbortSignal;
  readonly load: Load;
  /** The server of the usual world; every case gets the same one. */
  serve(implementation: Implementation): Promise<Server>;
  /** A file of a world, for one server of that implementation. */
  createFile(world: World, implementation: Pick<Implementation, 'migrateWith'>): Promise<string>;
  /** Starts a server on a file; the caller stops it. */
  start(implementation: Implementation, options: StartOptions): Promise<Server>;
  /** Reserves that many new names; answers how many were reserved before. */
  takeNames(count: number): number;
  /** Prints a line of progress. */
  note(text: string): void;
}

/** The quick form asks everything once; its figures say nothing. */
export type Form = 'quick' | 'full';

export interface StartOptions {
  readonly database: string;
  readonly env?: Readonly<Record<string, string>>;
}
