import type { ServerResponse } from 'node:http';
import type { MockReply } from '@portal/mocks';
import { sendReply } from '@portal/serving/send-reply';

/** Writes a reply; a connection that is to break off is closed behind what the body has. */
export function sendMockReply(outgoing: ServerResponse, reply: MockReply): void {
  if (reply.breaksOff) {
    const { status, headers, body } = reply;
    outgoing.writeHead(status, headers).write(body ?? '', () => outgoing.destroy());
  } else {
    sendReply(outgoing, reply);
  }
}
