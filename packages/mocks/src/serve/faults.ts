import type { Fault } from '../controls/mock-controls.ts';
import type { MockReply, SoundReply } from './mock-reply.ts';
import type { MockRequest } from './mock-request.ts';
import { waitForever } from './wait.ts';

/** What a broken connection looks like to whoever fetches; a server turns it into a reset socket. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('the connection was reset');
    this.name = 'ConnectionReset';
  }
}

/** Spoils a reply: none at all, none ever, one that breaks off, or one that is no JSON. */
export function applyFault(
  fault: Fault | undefined,
  request: MockRequest,
  reply: SoundReply,
): MockReply | Promise<never> {
  switch (fault) {
    case undefined:
      return reply;
    case 'reset':
      throw new ConnectionReset();
    case 'timeout':
      return waitForever(request.signal);
    case 'truncate':
      return truncate(reply);
    case 'malformed':
      return { ...reply, body: `${reply.body?.slice(1) ?? ''}<` };
    default:
      return fault satisfies never;
  }
}

/** Half of the bytes that the length promises. */
function truncate(reply: SoundReply): MockReply {
  const bytes = new TextEncoder().encode(reply.body ?? '');
  const headers = { ...reply.headers, 'content-length': `${bytes.length}` };
  return {
    ...reply,
    headers,
    body: bytes.subarray(0, Math.ceil(bytes.length / 2)),
    breaksOff: true,
  };
}
