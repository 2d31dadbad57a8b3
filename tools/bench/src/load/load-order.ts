import type { World } from '../population/world.ts';

/** What a load is to be: everything random follows from it. */
export interface LoadOrder {
  readonly url: string;
  /** Who is asked, for the error that tells. */
  readonly of: string;
  /** The name of the case. */
  readonly case: string;
  readonly world: World;
  readonly seed: number;
  readonly named: number;
  readonly requests: number;
  /** A load ends then, with however many requests it has made. */
  readonly mostSeconds: number;
}

/** What a load saw. */
export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}
