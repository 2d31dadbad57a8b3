import {
  EXAMPLE_VIEWERS,
  type Example,
  exampleStatus,
  examples,
  type OperationId,
  operationEntries,
  toErrorReply,
} from '@portal/contract';
import { CONTROLS_COOKIE, FAULTS } from '@portal/mocks';
import type { MockServerOptions } from '../cli/command-options.ts';

/** Stands where every answer has an id of its own. */
const ANY_ID = '00000000-0000-4000-8000-000000000000';

/** Everything the console page shows and sets, so that it knows nothing of the contract by itself. */
export function listExamples(mode: MockServerOptions['mode']): object {
  return {
    mode,
    controls_cookie: CONTROLS_COOKIE,
    viewers: EXAMPLE_VIEWERS,
    faults: FAULTS,
    operations: operationEntries.map(([id, { method, path, kind, summary, input }]) => ({
      id,
      method,
      path,
      kind,
      summary,
      input_from: input.from,
      examples: toExamples(id),
    })),
  };
}

function toExamples(id: OperationId): object[] {
  const byName: Record<string, Example> = examples[id];
  const { input: usual = null } = examples[id].documented as Example;
  return Object.entries(byName).map(([name, example]) => ({
    name,
    status: exampleStatus(example),
    viewer: example.viewer,
    given: example.given ?? null,
    source: example.source,
    input: example.input ?? usual,
    payload: toPayload(example),
  }));
}

function toPayload({ outcome }: Example): unknown {
  return outcome.ok ? outcome.value : toErrorReply(outcome.error, ANY_ID).body;
}
