import type { ExampleViewer } from '@portal/contract';
import { ConformanceFailure, ConformanceSkip } from '../conformance-failure.ts';
import { answerKinds, toCoverageText } from '../coverage/coverage-key.ts';
import type { SignedInViewer, Target } from '../target.ts';
import { type Call, type RawRequest, toRawRequest } from './call.ts';
import { readResponse, type TestResponse } from './response.ts';
import { ANONYMOUS, type Session } from './session.ts';
import { createSnapshots } from './snapshots.ts';
import type { Transport } from './transport.ts';

/** Calls a target for one case. It throws when a response has a wrong form or a correlation id that was used before. */
export interface TestClient {
  readonly target: Target;
  /** The coverage texts of the responses so far. */
  readonly met: ReadonlySet<string>;
  signIn(viewer: ExampleViewer): Promise<Session>;
  call(session: Session, call: Call, over: Transport): Promise<TestResponse>;
  send(session: Session, request: RawRequest): Promise<TestResponse>;
  /** Resets the target to its initial state, if it can do that. */
  startOver(): Promise<void>;
  /** Restores users that the suite does not know. */
  restore(): Promise<void>;
}

export function createTestClient(target: Target): TestClient {
  const met = new Set<string>();
  const correlationIds = new Set<string>();

  const send: TestClient['send'] = async (session, request) => {
    const { cookie } = session;
    const response = await readResponse(
      request,
      await target.fetch(toRequest(target, request, cookie), cookie),
    );
    if (correlationIds.has(response.correlationId)) {
      const { asked, correlationId: actual } = response;
      throw new ConformanceFailure({ asked, expected: 'a correlation id of its own', actual });
    }
    correlationIds.add(response.correlationId);
    for (const text of toCoverageTexts(session, request, response)) met.add(text);
    return response;
  };
  const call: TestClient['call'] = (session, one, over) => send(session, toRawRequest(one, over));
  const snapshots = createSnapshots(call);

  return {
    target,
    met,
    send,
    call,
    async signIn(viewer) {
      if (viewer === 'anonymous') return ANONYMOUS;
      const session = { viewer, cookie: await requireCookie(target, viewer) };
      if (target.capabilities.world === 'unknown') await snapshots.take(session);
      return session;
    },
    startOver: async () => target.reset?.(),
    restore: () => snapshots.restore(),
  };
}

async function requireCookie(target: Target, viewer: SignedInViewer): Promise<string> {
  const cookie = target.signIn ? await target.signIn(viewer) : target.cookies?.[viewer];
  if (cookie === undefined) throw new ConformanceSkip(`there is no session for ${viewer}`);
  return cookie;
}

function toRequest({ url }: Target, request: RawRequest, cookie: string | undefined): Request {
  const { method, path, headers, body } = request;
  return new Request(url + path, {
    method,
    headers: { ...headers, ...(cookie !== undefined && { cookie }) },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
}

function toCoverageTexts(
  { viewer }: Session,
  { operation }: RawRequest,
  { outcome }: TestResponse,
): readonly string[] {
  const kinds = outcome === undefined ? [] : answerKinds(outcome);
  return kinds.map((kind) => toCoverageText({ operation: operation?.id ?? 'any', viewer, kind }));
}
