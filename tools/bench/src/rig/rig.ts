import type { Implementation } from '../implementation.ts';
import type { Load } from '../load/start-load.ts';
import type { World } from '../population/world.ts';
import type { Server } from '../processes/start-server.ts';

/** What a case is given to measure with. */
export interface Rig {
  readonly form: Form;
  readonly rounds: number;
  /** The world of every case that does not say otherwise. */
  readonly world: World;
  readonly signal: AbortSignal;
  readonly load: Load;
  /** A server of the usual world, which is kept for whoever asks for it next. */
  serve(implementation: Implementation): Promise<Server>;
  /** A file of a world, for one server alone. */
  createFile(world: World): Promise<string>;
  /** Starts a server on a file; whoever does so ends it. */
  start(implementation: Implementation, options: StartOptions): Promise<Server>;
  /** Takes so many fresh names, and tells how many were taken before. */
  takeNames(count: number): number;
  /** A line for whoever watches. */
  note(text: string): void;
}

/** The quick form asks everything once; its figures say nothing. */
export type Form = 'quick' | 'full';

export interface StartOptions {
  readonly database: string;
  readonly env?: Readonly<Record<string, string>>;
}
