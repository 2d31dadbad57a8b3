import { randomUUID } from 'node:crypto';
import { type Refusal, toErrorReply } from '@portal/contract';

/** A refusal in the contract's error body, for what the mock itself does not answer. */
export function respondRefusal(refusal: Refusal): Response {
  const correlationId = randomUUID();
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return Response.json(body, {
    status,
    headers: { ...headers, 'X-Correlation-Id': correlationId },
  });
}
