import { randomUUID } from 'node:crypto';
import { type Refusal, toErrorReply } from '@portal/contract';
import type { MockReply } from '@portal/mocks';

/** A refusal in the contract's error body, for what the mock itself does not answer. */
export function replyRefusal(refusal: Refusal): MockReply {
  const correlationId = randomUUID();
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'x-correlation-id': correlationId },
    body: JSON.stringify(body),
  };
}
