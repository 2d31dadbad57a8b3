import { EXAMPLE_VIEWERS, type Example, refusalContext, refusalHeaders } from '@portal/contract';
import { type RawRequest, toRawRequest } from '../client/call.ts';
import { expectError, expectSame, expectValue } from '../client/expect-response.ts';
import { requestCausing } from '../client/request-causing.ts';
import type { TestResponse } from '../client/response.ts';
import type { TestClient } from '../client/test-client.ts';
import { TRANSPORTS, type Transport } from '../client/transport.ts';
import { type ConformanceCase, defineCase } from '../conformance-case.ts';
import {
  type ContractTable,
  goodCall,
  listExamples,
  type NamedExample,
} from '../contract-table.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import { restrictionInPopulation } from '../oracle/population-users.ts';
import { sessionsOf } from './viewers.ts';

/** Every example: in the population, as a default where it is one, and by its name. */
export function exampleCases(table: ContractTable): readonly ConformanceCase[] {
  const entries = table.flatMap(listExamples);
  return [
    ...entries.map(inPopulation),
    ...entries.filter(isDefault).map((entry) => byDefault(entry)),
    ...entries.map(byName),
  ];
}

function byName(entry: NamedExample): ConformanceCase {
  const { operation, name } = entry;
  const viewers = listCallers(entry);
  return defineCase({
    group: 'examples, asked for by name',
    name: `${operation.id}/${name} is served to every viewer who asks for it`,
    covers: viewers.map((viewer) => ({ ...toKey(entry), viewer })),
    needs: { of: ['a choice of examples'], viewers: sessionsOf(...viewers) },
    async check(client) {
      for (const viewer of viewers) {
        const session = await client.signIn(viewer);
        for (const over of TRANSPORTS) {
          const response = await client.send(session, chooseExample(entry, over));
          expectExample(response, entry.example, []);
          if (!entry.example.outcome.ok) expectHeaders(response, entry.example.outcome);
        }
      }
    },
  });
}

/** The example's viewer and two who would get another answer; everyone, if no request brings it about. */
function listCallers({ example }: NamedExample): NamedExample['example']['viewer'][] {
  const isError = !example.outcome.ok;
  if (isError && example.unreachable !== undefined) return [...EXAMPLE_VIEWERS];
  return [...new Set([example.viewer, 'anonymous', 'banned'] as const)];
}

/** Examples mode answers a viewer with the first example of that viewer, whatever was sent. */
export function byDefault(
  entry: NamedExample,
  ignoredPaths: readonly string[] = [],
): ConformanceCase {
  const { operation, name, example } = entry;
  return defineCase({
    group: 'examples, by default',
    name: `${operation.id}/${name} is served when no example is named`,
    covers: [toKey(entry)],
    needs: { of: ['default examples'], viewers: sessionsOf(example.viewer) },
    check: (client) =>
      replay(client, entry, (response) => expectExample(response, example, ignoredPaths)),
  });
}

function inPopulation(entry: NamedExample): ConformanceCase {
  const { operation, name, example } = entry;
  const { unreachable, ignoredPaths = [] } = example;
  return defineCase({
    group: 'examples, in the population',
    name: `${operation.id}/${name} is what the rules make of its request`,
    covers: unreachable === undefined ? [toKey(entry)] : [],
    needs: {
      of: needsWellFormedTargets(entry) ? ['the population', 'judged targets'] : ['the population'],
      viewers: sessionsOf(example.viewer),
      ...(unreachable !== undefined && { impossible: unreachable }),
    },
    check: (client) => replayInPopulation(client, entry, ignoredPaths),
  });
}

/** Throws if the rules make something else of an example's request, apart from the values at these paths. */
export function replayInPopulation(
  client: TestClient,
  entry: NamedExample,
  ignoredPaths: readonly string[],
): Promise<void> {
  const { outcome, viewer } = entry.example;
  return replay(client, entry, (response) => {
    if (outcome.ok) return expectValue(response, outcome.value, ignoredPaths);
    const context = { ...refusalContext(outcome.error), ...restrictionInPopulation(viewer) };
    expectError(response, outcome.error.code, context);
  });
}

/** Sends the request of an example over each transport, each time to a target in its initial state. */
async function replay(
  client: TestClient,
  { operation, example }: NamedExample,
  expectResponse: (response: TestResponse) => void,
): Promise<void> {
  for (const over of TRANSPORTS) {
    await client.startOver();
    const session = await client.signIn(example.viewer);
    expectResponse(await client.send(session, toRequestOf({ operation, example }, over)));
  }
}

/** The input of the example; without one, a request whose form causes its error. */
function toRequestOf(
  { operation, example }: Pick<NamedExample, 'operation' | 'example'>,
  over: Transport,
): RawRequest {
  const { input, outcome } = example;
  if (input !== undefined) return toRawRequest({ operation, input }, over);
  const causing = outcome.ok ? undefined : requestCausing(outcome.error.code, operation, over);
  return causing ?? toRawRequest(goodCall(operation), over);
}

function chooseExample({ operation, name }: NamedExample, over: Transport): RawRequest {
  const headers =
    over === 'REST' ? { prefer: `example=${name}` } : { 'mock-example': `${operation.id}=${name}` };
  return toRawRequest({ ...goodCall(operation), headers }, over);
}

function expectExample(
  response: TestResponse,
  { outcome }: Example,
  ignoredPaths: readonly string[],
): void {
  if (outcome.ok) expectValue(response, outcome.value, ignoredPaths);
  else expectError(response, outcome.error.code, { ...refusalContext(outcome.error) });
}

/** The headers that the error promises, the same on both transports. */
function expectHeaders(
  { asked, headers }: TestResponse,
  { error }: Extract<Example['outcome'], { ok: false }>,
): void {
  const promised = refusalHeaders(error);
  const came = Object.keys(promised).map((name) => [name, headers.get(name)]);
  expectSame(asked, promised, Object.fromEntries(came));
}

function toKey({ operation, example }: NamedExample): CoverageKey {
  const { viewer, outcome } = example;
  return { operation: operation.id, viewer, kind: outcome.ok ? 'ok' : outcome.error.code };
}

function isDefault({ operation, example }: NamedExample): boolean {
  return (
    Object.values(operation.examples).find(({ viewer }) => viewer === example.viewer) === example
  );
}

/** Without a body, only a malformed target makes a request invalid whose example has no input. */
function needsWellFormedTargets({ operation, example }: NamedExample): boolean {
  const { outcome, input } = example;
  const isInvalid = !outcome.ok && outcome.error.code === 'invalid_request';
  return isInvalid && input === undefined && operation.input.from !== 'body';
}
