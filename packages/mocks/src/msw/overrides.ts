import {
  type ExampleName,
  type ExampleViewer,
  type OperationId,
  operationEntries,
} from '@portal/contract';
import { type HttpHandler, http } from 'msw/http';
import type { Fault } from '../controls.ts';
import { createMock, type Mock } from '../create-mock.ts';
import { answerIntercepted } from './answer-intercepted.ts';
import { ANYWHERE, createContractUrlFinder, findCalled } from './contract-url.ts';
import { addOverrides, overridesFor } from './requested-overrides.ts';

export interface OverrideOptions {
  /** For the next request alone. @default false */
  readonly once?: boolean;
  /** Milliseconds the answer takes. */
  readonly delay?: number;
  readonly fault?: Fault;
}

/** One handler, for `server.use` or `worker.use`, that serves an example of one operation by name. */
export type ExampleOverride<TId extends OperationId> = (
  name: ExampleName<TId>,
  options?: OverrideOptions,
) => HttpHandler;

type GroupOf<TId extends string> = TId extends `${infer TGroup}.${string}` ? TGroup : never;

/** An override for each operation, grouped as their ids are. */
export type ExampleOverrides = {
  readonly [TGroup in GroupOf<OperationId>]: {
    readonly [TId in OperationId as TId extends `${TGroup}.${infer TMethod}`
      ? TMethod
      : never]: ExampleOverride<TId>;
  };
};

/**
 * Serves another example than the default, over REST and tRPC alike: `server.use(mock.users.profile('not-found'))`.
 * In a tRPC batch the other calls are answered as they would be without it.
 */
export const mock: ExampleOverrides = createOverrides();

/** Makes every request that viewer's, whatever its cookie says; needs `createHandlers` below it. */
export function viewAs(
  viewer: ExampleViewer,
  { once = false }: { once?: boolean } = {},
): HttpHandler {
  const handler: HttpHandler = http.all(
    ({ request }) => {
      if (findCalled(request).length === 0) return false;
      addOverrides(request, { viewer });
      handler.isUsed = true;
      return false;
    },
    () => undefined,
    { once },
  );
  return handler;
}

function createOverrides(): ExampleOverrides {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [id] of operationEntries) {
    const [group = '', method = ''] = id.split('.');
    groups[group] = {
      ...groups[group],
      [method]: (name: string, options?: OverrideOptions) => override(id, name, options),
    };
  }
  return groups as unknown as ExampleOverrides;
}

/**
 * Answers if every call of the request has an override. Otherwise it notes its own and lets the next handler answer,
 * since no handler knows the others.
 */
function override(
  id: OperationId,
  name: string,
  { once = false, delay, fault }: OverrideOptions = {},
): HttpHandler {
  const wanted = { examples: { [id]: name }, delay, fault };
  const handler: HttpHandler = http.all(
    ({ request }) => {
      const called = findCalled(request);
      if (!called.includes(id)) return false;
      const { examples = {} } = overridesFor(request);
      if (called.every((other) => other === id || Object.hasOwn(examples, other))) return true;
      addOverrides(request, wanted);
      handler.isUsed = true;
      return false;
    },
    ({ request, cookies }) => {
      const url = findUrl(request);
      if (url === undefined) return undefined;
      addOverrides(request, wanted);
      return answerIntercepted(requireMock(), { request, url, cookies });
    },
    { once },
  );
  return handler;
}

const findUrl = createContractUrlFinder(ANYWHERE);

let shared: Mock | undefined;

function requireMock(): Mock {
  shared ??= createMock();
  return shared;
}
