import type { Service } from '../implementation.ts';
import type { Asking } from '../transports/call.ts';
import type { Draw } from './draw.ts';

/** One kind of request, sent over and over by many connections. */
export interface LoadCase {
  /** As the command line takes it. */
  readonly name: string;
  readonly title: string;
  /** Whoever serves this takes part. */
  readonly service: Service;
  /** Whose cost is 1. */
  readonly baseline: string;
  /** Takes part though it answers the same whatever is asked: what the transport alone costs. */
  readonly constant?: string | undefined;
  readonly connections: number;
  /** Requests of one round. */
  readonly requests: number;
  readonly status: number;
  ask(draw: Draw): Asking;
}
