import type { ExampleViewer } from '@portal/contract';
import { ConformanceFailure, ConformanceSkip } from '../conformance-failure.ts';
import { answerKinds, toCoverageText } from '../coverage/coverage-key.ts';
import type { SignedInViewer, Target } from '../target.ts';
import { type Answer, readAnswer } from './answer.ts';
import { createKeepsakes } from './keepsakes.ts';
import { type Question, type RawQuestion, toRawQuestion } from './question.ts';
import type { Transport } from './transport.ts';

/** Who asks. */
export interface Session {
  readonly viewer: ExampleViewer;
  readonly cookie: string | undefined;
}

export const ANONYMOUS: Session = { viewer: 'anonymous', cookie: undefined };

/** Asks a target on behalf of one case. Every answer is sound in form and has a correlation id of its own, or this throws. */
export interface Asker {
  readonly target: Target;
  /** What was met so far, as coverage texts. */
  readonly met: ReadonlySet<string>;
  signIn(viewer: ExampleViewer): Promise<Session>;
  ask(session: Session, question: Question, over: Transport): Promise<Answer>;
  send(session: Session, question: RawQuestion): Promise<Answer>;
  /** The world as it was at the start of the case, where the target can have it so. */
  startOver(): Promise<void>;
  /** Leaves users the suite does not know as it found them. */
  tidyUp(): Promise<void>;
}

export function createAsker(target: Target): Asker {
  const met = new Set<string>();
  const correlationIds = new Set<string>();
  const keepsakes = createKeepsakes();

  const send: Asker['send'] = async (session, question) => {
    const { cookie } = session;
    const answer = await readAnswer(
      question,
      await target.fetch(toRequest(target, question, cookie), cookie),
    );
    if (correlationIds.has(answer.correlationId)) {
      const { asked, correlationId: actual } = answer;
      throw new ConformanceFailure({ asked, expected: 'a correlation id of its own', actual });
    }
    correlationIds.add(answer.correlationId);
    for (const text of toCoverageTexts(session, question, answer)) met.add(text);
    keepsakes.note(session, question, answer);
    return answer;
  };
  const ask: Asker['ask'] = (session, question, over) =>
    send(session, toRawQuestion(question, over));

  return {
    target,
    met,
    send,
    ask,
    async signIn(viewer) {
      if (viewer === 'anonymous') return ANONYMOUS;
      const session = { viewer, cookie: await requireCookie(target, viewer) };
      if (target.capabilities.world === 'unknown') {
        keepsakes.keep(session, await ask(session, { operation: 'users.me' }, 'REST'));
      }
      return session;
    },
    startOver: async () => target.reset?.(),
    tidyUp: () => keepsakes.putBack(ask),
  };
}

async function requireCookie(target: Target, viewer: SignedInViewer): Promise<string> {
  const cookie = target.signIn ? await target.signIn(viewer) : target.cookies?.[viewer];
  if (cookie === undefined) throw new ConformanceSkip(`there is no session for ${viewer}`);
  return cookie;
}

function toRequest({ url }: Target, question: RawQuestion, cookie: string | undefined): Request {
  const { method, path, headers, body } = question;
  return new Request(url + path, {
    method,
    headers: { ...headers, ...(cookie !== undefined && { cookie }) },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
}

function toCoverageTexts(
  { viewer }: Session,
  { operation }: RawQuestion,
  { outcome }: Answer,
): readonly string[] {
  const kinds = outcome === undefined ? [] : answerKinds(outcome);
  return kinds.map((kind) => toCoverageText({ operation: operation ?? 'any', viewer, kind }));
}
