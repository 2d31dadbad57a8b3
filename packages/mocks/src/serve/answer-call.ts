import {
  type Example,
  errorRegistry,
  exampleStatus,
  exampleViewerIds,
  type MaybePromise,
  type OperationId,
  type Outcome,
  population,
  refuse,
  toFieldErrorSentences,
  type UpdatedUser,
  type Viewer,
} from '@portal/contract';
import { decideUpdate, type User, usernameKey } from '@portal/domain';
import { defaultExample } from '../choose-example.ts';
import type { Caller } from './caller.ts';
import { isObject } from './find-violations.ts';

export type MockMode = 'examples' | 'live';

/** An outcome and where it is from. */
export interface CallAnswer {
  /** `operation/status/name`; undefined when neither an example nor a world was asked. */
  readonly served?: string;
  readonly outcome: Outcome<unknown>;
  /** Whether the outcome is an example's own, which never changes. @default false */
  readonly isExample?: boolean;
}

export function serveExample(id: OperationId, name: string, example: Example): CallAnswer {
  const served = `${id}/${exampleStatus(example)}/${name}`;
  return { served, outcome: example.outcome, isExample: true };
}

/**
 * The documented payload, whatever was sent; but fields that break the contract's rules get their errors,
 * and a username that fails leaves the viewer's own. Such an answer is named `field-errors`.
 */
export function answerFromExamples(id: OperationId, caller: Caller, input: unknown): CallAnswer {
  const [name, example] = defaultExample(id, caller.viewer);
  const { viewer } = caller;
  if (id !== 'users.updateMe' || !example.outcome.ok || viewer === 'anonymous') {
    return serveExample(id, name, example);
  }
  const self = requireUser(exampleViewerIds[viewer]);
  const errors = judgeFields(self, input);
  if (errors === null) return serveExample(id, name, example);
  const { user } = example.outcome.value as UpdatedUser;
  const username = errors.username === undefined ? user.username : self.username;
  const value = { user: { ...user, username }, errors };
  return { served: `${id}/200/field-errors`, outcome: { ok: true, value } };
}

/** The per-field errors of an update among everybody the examples know. */
function judgeFields(user: User, input: unknown): UpdatedUser['errors'] {
  const patch = isObject(input) ? input : {};
  const { username } = patch;
  const key = typeof username === 'string' ? usernameKey(username) : undefined;
  const holder = population.find((person) => usernameKey(person.user.username) === key);
  return toFieldErrorSentences(decideUpdate(user, patch, holder?.user.id).errors);
}

function requireUser(id: number): User {
  const found = population.find(({ user }) => user.id === id);
  if (found === undefined) throw new Error(`the examples know no user ${id}`);
  return found.user;
}

/** What the contract's rules make of a call in the session's own world: session, input, service, in that order. */
export async function answerLive(
  id: OperationId,
  caller: Caller,
  parse: () => Outcome<unknown>,
): Promise<CallAnswer> {
  const viewer = admit(caller);
  if (!viewer.ok) return serveLive(id, viewer);
  const input = parse();
  if (!input.ok || caller.world === undefined) return { outcome: input };
  const serve = caller.world.service[id] as Serve;
  return serveLive(id, await serve(viewer.value, input.value));
}

type Serve = (viewer: Viewer, input: unknown) => MaybePromise<Outcome<unknown>>;

function serveLive(id: OperationId, outcome: Outcome<unknown>): CallAnswer {
  const status = outcome.ok ? 200 : errorRegistry[outcome.error.code].status;
  return { served: `${id}/${status}/live`, outcome };
}

/** The viewer of a live call, or why there is none. */
export function admit({ viewer, world }: Caller): Outcome<Viewer> {
  if (viewer === 'anonymous') return refuse({ code: 'authentication_required' });
  return world.admit(exampleViewerIds[viewer]);
}
