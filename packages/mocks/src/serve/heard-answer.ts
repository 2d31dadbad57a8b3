import type { Answer, MockAnswer } from './exchange.ts';
import type { SoundReply } from './mock-reply.ts';
import { toResponse } from './to-response.ts';

/** An answer for whoever listens. A class, since V8 gives every literal that has a getter a shape of its own. */
export class HeardAnswer implements MockAnswer {
  readonly served: readonly string[];
  readonly violations: readonly string[];
  readonly applied: readonly string[];
  readonly reply: SoundReply;

  constructor({ served, violations, applied }: Answer, reply: SoundReply) {
    this.served = served;
    this.violations = violations;
    this.applied = applied;
    this.reply = reply;
  }

  get response(): Response {
    return toResponse(this.reply);
  }
}
