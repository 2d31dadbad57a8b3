import {
  createOperationCodec,
  type Example,
  errorRegistry,
  exampleViewerIds,
  type OperationId,
  type Outcome,
  operations,
  population,
  type Refusal,
  refusalMessage,
  toFieldErrorSentences,
  type UpdatedUser,
} from '@portal/contract';
import { decideUpdate, type User, usernameKey } from '@portal/domain';
import { type Call, type CallResult, fail, type Interceptor } from '@portal/server';
import { chooseExample, defaultExample } from './choose-example.ts';
import { findViolations, isObject } from './find-violations.ts';
import { type Caller, type MockMode, type MockState, stateOf, toServed } from './mock-state.ts';
import { failUnknownExample } from './unknown-example.ts';

/** Answers an example if one is asked for, and in examples mode also if none is; `live` goes on to the service. */
export function createInterceptor(mode: MockMode): Interceptor {
  return {
    request(c, calls) {
      const state = stateOf(c);
      for (const { index, id } of calls) {
        const choice = chooseExample(id, state.controls, state.caller.viewer);
        if (choice.chosen === 'unknown') return failUnknownExample(c, id, choice);
        state.choices.set(index, choice);
      }
      state.violations = listViolations(calls);
      if (state.controls.strict) {
        state.applied.add('handling=strict');
        if (state.violations.length > 0) return fail(c, { code: 'invalid_request' });
      }
      const refusal = mode === 'live' ? findRefusal(state, calls) : undefined;
      return refusal && fail(c, refusal);
    },
    async call(c, call, proceed) {
      const state = stateOf(c);
      const choice = state.choices.get(call.index);
      if (choice?.chosen === 'example') {
        for (const preference of choice.applied) state.applied.add(preference);
        return serveExample(state, call, choice);
      }
      if (mode === 'examples') return serveDefault(state, call);
      const outcome = await proceed();
      if (outcome.ok || outcome.error.code !== 'invalid_request')
        note(state, call, { name: 'live', outcome });
      return outcome;
    },
  };
}

/** Why the API would refuse the whole request unread, unless an example is asked for. */
function findRefusal(state: MockState, calls: readonly Call[]): Refusal | undefined {
  for (const { index, input } of calls) {
    if (!input.ok && state.choices.get(index)?.chosen !== 'example') return input.error;
  }
  return undefined;
}

/** What the calls break, with the name of each call if there are several. */
function listViolations(calls: readonly Call[]): readonly string[] {
  return calls.flatMap(({ id, input }) => {
    if (!input.ok) return [refusalMessage(input.error)];
    const violations = findViolations(id, input.value);
    return calls.length > 1 ? violations.map((message) => `${id}: ${message}`) : violations;
  });
}

interface Chosen {
  readonly name: string;
  readonly example: Example;
}

function serveExample(
  state: MockState,
  call: Call,
  { name, example: { outcome } }: Chosen,
): Outcome<CallResult> {
  note(state, call, { name, outcome });
  return outcome.ok ? { ok: true, value: { text: encode(call.id, outcome) } } : outcome;
}

/**
 * The documented payload, whatever was sent. But fields that break the contract's rules get their errors, and a
 * username that fails leaves the viewer's own; such an answer is named `field-errors`.
 */
function serveDefault(state: MockState, call: Call): Outcome<CallResult> {
  const { caller } = state;
  const [name, example] = defaultExample(call.id, caller.viewer);
  const { outcome } = example;
  const errors = outcome.ok ? findFieldErrors(caller, call) : null;
  if (!outcome.ok || errors === null) return serveExample(state, call, { name, example });
  const { user } = outcome.value as UpdatedUser;
  const username = errors.username === undefined ? user.username : requireSelf(caller).username;
  const changed = { ok: true, value: { user: { ...user, username }, errors } } as const;
  note(state, call, { name: 'field-errors', outcome: changed });
  return { ok: true, value: { text: encode(call.id, changed) } };
}

/** The errors of an update's fields, among all users of the examples. */
function findFieldErrors(caller: Caller, { id, input }: Call): UpdatedUser['errors'] {
  if (id !== 'users.updateMe' || caller.viewer === 'anonymous') return null;
  const patch = input.ok && isObject(input.value) ? input.value : {};
  const { username } = patch;
  const key = typeof username === 'string' ? usernameKey(username) : undefined;
  const holder = population.find(({ user }) => usernameKey(user.username) === key);
  const { errors } = decideUpdate(requireSelf(caller), patch, holder?.user.id);
  return toFieldErrorSentences(errors);
}

function requireSelf({ viewer }: Caller): User {
  const id = viewer === 'anonymous' ? undefined : exampleViewerIds[viewer];
  const found = population.find(({ user }) => user.id === id);
  if (found === undefined) throw new Error(`the examples have no user for ${viewer}`);
  return found.user;
}

interface Source {
  readonly name: string;
  readonly outcome: Outcome<unknown>;
}

/** Notes where a call's answer comes from. */
function note(state: MockState, { index, id }: Call, { name, outcome }: Source): void {
  const status = outcome.ok ? 200 : errorRegistry[outcome.error.code].status;
  state.served[index] = toServed(id, status, name);
  if (!outcome.ok && outcome.error.code === 'too_many_requests') {
    state.retryAfter = outcome.error.retry_after;
  }
}

const texts = new WeakMap<object, string>();

/** The text of an outcome, encoded once: an example's is the same each time. */
function encode(id: OperationId, outcome: { readonly value: unknown }): string {
  const known = texts.get(outcome);
  if (known !== undefined) return known;
  const text = createOperationCodec(operations[id]).encodeOutput(outcome.value);
  texts.set(outcome, text);
  return text;
}
