import type { MockControls } from '../controls/mock-controls.ts';
import type { MockMode } from './answer-call.ts';
import type { Provenance } from './answer-headers.ts';
import type { Caller } from './caller.ts';
import type { SoundReply } from './mock-reply.ts';
import type { MockRequest } from './mock-request.ts';

/** One request on its way through the mock. */
export interface MockExchange {
  /** Its body has been read, into `body`. */
  readonly request: MockRequest;
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
export interface Answer extends Provenance {
  readonly reply: SoundReply;
}

/** An answer as whoever listens hears of it. */
export interface MockAnswer extends Answer {
  /** The reply as `fetch` answers it, made whenever it is asked for. */
  readonly response: Response;
}

export const NO_PROVENANCE: Provenance = { served: [], violations: [], applied: [] };
