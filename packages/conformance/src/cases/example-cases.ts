import {
  EXAMPLE_VIEWERS,
  type Example,
  type ExampleViewer,
  exampleEntries,
  type NamedExample,
  refusalContext,
  refusalHeaders,
} from '@portal/contract';
import type { Answer } from '../asking/answer.ts';
import type { Asker } from '../asking/asker.ts';
import { expectError, expectSame, expectValue } from '../asking/expect-answer.ts';
import { findProvocation, harmless } from '../asking/provoke.ts';
import { type RawQuestion, toRawQuestion } from '../asking/question.ts';
import { TRANSPORTS, type Transport } from '../asking/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import {
  defaultLoosePaths,
  findLoosePaths,
  populationContext,
  populationLoosePaths,
  unreachableErrors,
  unreachableExamples,
} from '../expected/example-worlds.ts';
import { sessionsOf } from './viewers.ts';

const DEFAULTS = ['documented', 'moderator', 'admin', 'owner'];
const DEFAULT_ERRORS = ['authentication-required', 'account-banned', 'account-timed-out'];
const FIELD_ERRORS = /^(username|avatar-source|all-fields)-/;

/** Every example: in the population, as a default where it is one, and asked for by name. */
export const exampleCases: readonly ConformanceCase[] = [
  ...exampleEntries.map(inPopulation),
  ...exampleEntries.filter(isDefault).map(byDefault),
  ...exampleEntries.map(byName),
];

function byName(entry: NamedExample): ConformanceCase {
  const { operation, name } = entry;
  const viewers = whoAsk(entry);
  return defineCase({
    group: 'examples, asked for by name',
    name: `${operation}/${name} is served to whoever asks for it`,
    covers: viewers.map((viewer) => ({ ...toKey(entry), viewer })),
    needs: { of: ['a choice of examples'], viewers: sessionsOf(...viewers) },
    async check(ask) {
      for (const viewer of viewers) {
        const session = await ask.signIn(viewer);
        for (const over of TRANSPORTS) {
          const answer = await ask.send(session, chooseExample(entry, over));
          expectExample(answer, entry.example, []);
          if (!entry.example.outcome.ok) expectHeaders(answer, entry.example.outcome);
        }
      }
    },
  });
}

/** The example's own viewer and two who would get another answer; everyone, where nobody meets it otherwise. */
function whoAsk({ name, example }: NamedExample): readonly ExampleViewer[] {
  if (unreachableErrors[name] !== undefined) return EXAMPLE_VIEWERS;
  return [...new Set([example.viewer, 'anonymous', 'banned'] as const)];
}

function byDefault(entry: NamedExample): ConformanceCase {
  const { operation, name, example } = entry;
  return defineCase({
    group: 'examples, by default',
    name: `${operation}/${name} is served to who asks for nothing by name`,
    covers: [toKey(entry)],
    needs: { of: ['default examples'], viewers: sessionsOf(example.viewer) },
    async check(ask) {
      const loose = findLoosePaths(defaultLoosePaths, operation, name);
      await replay(ask, entry, (answer) => expectExample(answer, example, loose));
    },
  });
}

function inPopulation(entry: NamedExample): ConformanceCase {
  const { operation, name, example } = entry;
  const impossible = findUnreachable(entry);
  return defineCase({
    group: 'examples, in the population',
    name: `${operation}/${name} is what the rules make of its request`,
    covers: impossible === undefined ? [toKey(entry)] : [],
    needs: {
      of: needsJudgedTargets(entry) ? ['the population', 'judged targets'] : ['the population'],
      viewers: sessionsOf(example.viewer),
      ...(impossible !== undefined && { impossible }),
    },
    check: (ask) =>
      replayInPopulation(ask, entry, findLoosePaths(populationLoosePaths, operation, name)),
  });
}

/** Throws where the rules make something else of an example's request, apart from what is at the paths. */
export function replayInPopulation(
  ask: Asker,
  entry: NamedExample,
  loose: readonly string[],
): Promise<void> {
  const { outcome } = entry.example;
  return replay(ask, entry, (answer) => {
    if (outcome.ok) expectValue(answer, outcome.value, loose);
    else expectError(answer, outcome.error.code, populationContext(outcome));
  });
}

/** Asks for what the example is the answer to, over each transport in a world of its own. */
async function replay(
  ask: Asker,
  { operation, example }: NamedExample,
  expectAnswer: (answer: Answer) => void,
): Promise<void> {
  for (const over of TRANSPORTS) {
    await ask.startOver();
    const session = await ask.signIn(example.viewer);
    expectAnswer(await ask.send(session, toRequestOf({ operation, example }, over)));
  }
}

function toRequestOf(
  { operation, example }: Pick<NamedExample, 'operation' | 'example'>,
  over: Transport,
): RawQuestion {
  const { input, outcome } = example;
  if (input !== undefined) return toRawQuestion({ operation, input }, over);
  const provoked = outcome.ok ? undefined : findProvocation(outcome.error.code, operation, over);
  return provoked ?? toRawQuestion(harmless[operation], over);
}

function chooseExample({ operation, name }: NamedExample, over: Transport): RawQuestion {
  const headers =
    over === 'REST' ? { prefer: `example=${name}` } : { 'mock-example': `${operation}=${name}` };
  return toRawQuestion({ ...harmless[operation], headers }, over);
}

function expectExample(answer: Answer, { outcome }: Example, loose: readonly string[]): void {
  if (outcome.ok) expectValue(answer, outcome.value, loose);
  else expectError(answer, outcome.error.code, { ...refusalContext(outcome.error) });
}

/** What the error promises beside its body, whichever transport brings it. */
function expectHeaders(
  { asked, headers }: Answer,
  { error }: Extract<Example['outcome'], { ok: false }>,
): void {
  const promised = refusalHeaders(error);
  const came = Object.keys(promised).map((name) => [name, headers.get(name)]);
  expectSame(asked, promised, Object.fromEntries(came));
}

function toKey({ operation, example }: NamedExample): CoverageKey {
  const { viewer, outcome } = example;
  return { operation, viewer, kind: outcome.ok ? 'ok' : outcome.error.code };
}

function isDefault({ name }: NamedExample): boolean {
  return DEFAULTS.includes(name) || DEFAULT_ERRORS.includes(name) || FIELD_ERRORS.test(name);
}

function findUnreachable({ operation, name }: NamedExample): string | undefined {
  const ofOperation: Readonly<Record<string, string>> = unreachableExamples[operation] ?? {};
  return ofOperation[name] ?? unreachableErrors[name];
}

function needsJudgedTargets({ operation, name }: NamedExample): boolean {
  return operation === 'users.profile' && name === 'invalid-request';
}
