import type { Refusal } from '@portal/contract';
import { replyRefusal } from './reply.ts';

/** A refusal in the contract's error body, for what is served around the mock. */
export function respondRefusal(refusal: Refusal): Response {
  const { status, headers, body } = replyRefusal(refusal);
  return new Response(body, { status, headers });
}
