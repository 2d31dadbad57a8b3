import type { MockControls } from '../controls/mock-controls.ts';
import type { MockMode } from './answer-call.ts';
import type { Provenance } from './answer-headers.ts';
import type { Caller } from './caller.ts';

/** One request on its way through the mock. */
export interface MockExchange {
  /** Its body has been read, into `body`. */
  readonly request: Request;
  /** What a POST carried; empty for every other method. */
  readonly body: Uint8Array;
  /** The URL without the mock's own controls. */
  readonly url: URL;
  readonly controls: MockControls;
  readonly caller: Caller;
  readonly mode: MockMode;
  readonly correlationId: string;
}

/** An answer, and how it came about. */
export interface MockAnswer extends Provenance {
  readonly response: Response;
}

export const JSON_TYPE = 'application/json';

export const NO_PROVENANCE: Provenance = { served: [], violations: [], applied: [] };
