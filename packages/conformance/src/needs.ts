import type { Capabilities, SignedInViewer, Target } from './target.ts';

interface NeedRule {
  readonly isMet: (capabilities: Capabilities) => boolean;
  /** Said of a target that does not meet it. */
  readonly reason: string;
}

/** What a case may need of its target, and why it is skipped where that is missing. */
const needRules = {
  'a choice of examples': {
    isMet: ({ choosesExamples }) => choosesExamples,
    reason: 'no example can be asked for by name',
  },
  'default examples': {
    isMet: ({ world }) => world === 'examples',
    reason: 'it answers by the rules, and never from the examples',
  },
  rules: {
    isMet: ({ world }) => world !== 'examples',
    reason: 'it serves its examples, whatever was sent',
  },
  'the population': {
    isMet: ({ world }) => world === 'population',
    reason: 'its users are not the population of the examples',
  },
  'a shared world': {
    isMet: ({ sharesWorld }) => sharesWorld,
    reason: 'each of its sessions has a world of its own',
  },
  'a world of its own': {
    isMet: ({ sharesWorld, world }) => !sharesWorld && world !== 'examples',
    reason: 'no session of it has a world of its own',
  },
  'issued sessions': {
    isMet: ({ issuesSessions }) => issuesSessions,
    reason: 'any session cookie signs in',
  },
  'the whole origin': {
    isMet: ({ ownsOrigin }) => ownsOrigin,
    reason: 'the path is not its own to answer',
  },
  'judged targets': {
    isMet: ({ judgesTargets }) => judgesTargets,
    reason: 'it is asked without the server that judges request targets',
  },
  'a socket': {
    isMet: ({ hasSocket }) => hasSocket,
    reason: 'no socket lies before it',
  },
  'requests to use up': {
    isMet: ({ spendableRequests }) => spendableRequests !== undefined,
    reason: 'its request limit is not to be used up',
  },
} as const satisfies Record<string, NeedRule>;

export type Need = keyof typeof needRules;

export interface Needs {
  readonly of?: readonly Need[];
  /** Whose sessions the case uses. */
  readonly viewers?: readonly SignedInViewer[];
  /** Why no target can be asked this: nothing a client does brings the state about. */
  readonly impossible?: string;
}

/** Why a target cannot be asked; undefined when it can. */
export function findReasonToSkip({ of = [], viewers = [], impossible }: Needs, target: Target) {
  const unmet = of.find((need) => !needRules[need].isMet(target.capabilities));
  if (unmet !== undefined) return needRules[unmet].reason;
  if (impossible !== undefined) return impossible;
  const stranger = viewers.find((viewer) => !target.signIn && !target.cookies?.[viewer]);
  return stranger === undefined ? undefined : `there is no session for ${stranger}`;
}
