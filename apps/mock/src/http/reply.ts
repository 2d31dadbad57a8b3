import { randomUUID } from 'node:crypto';
import { type Refusal, toErrorReply } from '@portal/contract';
import type { MockReply } from '@portal/mocks';
import type { Reply as SentReply } from '@portal/serving/send-reply';

/** An answer before it is sent: the mock's own, or what is served around it. */
export type Reply = MockReply | (SentReply & { readonly breaksOff?: false });

/** JSON that nobody may keep. */
export function replyJson(text: string): Reply {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status: 200, headers, body: text };
}

/** A refusal in the contract's error body, for what the mock itself does not answer. */
export function replyRefusal(refusal: Refusal): Reply {
  const correlationId = randomUUID();
  const { status, headers, body } = toErrorReply(refusal, correlationId);
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'x-correlation-id': correlationId },
    body: JSON.stringify(body),
  };
}
