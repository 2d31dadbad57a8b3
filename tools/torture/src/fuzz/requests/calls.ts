import type { Header, WireRequest } from '../../wire/wire-request.ts';
import type { World } from '../world/model.ts';
import { type Call, predict, seeingAnybody, toRefusal } from '../world/predict.ts';
import type { Ask } from './ask.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import type { DocumentedOperation, Schema } from './document.ts';
import { below, pick, pickWeighted, repeat } from './pick.ts';
import { createText } from './texts.ts';
import { createUpdateText, MAX_BODY_SIZE } from './update-texts.ts';

const HOST: Header = ['Host', 'portal.example'];
const LONGEST_TARGET = 8000;
const MOST_CALLS = 10;

/** Makes calls of every documented operation. The answers of those without a model are checked by the document alone. */
export function createCalls(operations: readonly DocumentedOperation[]): (world: World) => Ask {
  const unmodelled = operations.filter(({ id }) => !MODELLED.includes(id));
  const body = operations.find(({ id }) => id === 'users.updateMe')?.body ?? {};
  return (world) => {
    const credentials = createCredentials(world);
    const make = pickWeighted<(world: World, credentials: Credentials, body: Schema) => Ask>(
      world.random,
      [
        [5, askMe],
        [9, askProfile],
        [9, askUpdate],
        [3, askQueries],
        [2, askUpdates],
        ...unmodelled.map((operation): [number, typeof askMe] => [
          2,
          (asking, given) => askUnmodelled(asking, given, operation),
        ]),
      ],
    );
    return make(world, credentials, body);
  };
}

const MODELLED = ['users.me', 'users.updateMe', 'users.profile'];

function askUnmodelled(
  world: World,
  { headers, claim }: Credentials,
  { id, method, path, body }: DocumentedOperation,
): Ask {
  const target = path.replace(/\{\w+\}/g, () => {
    // An empty segment would be another path.
    return encodeURIComponent(createText(world).toWellFormed() || 'x');
  });
  const isGet = method === 'GET';
  const text = isGet ? '' : createUpdateText(world, body ?? {});
  const request = isGet ? toGet(target, headers) : toPost(target, headers, text);
  const maySee = seeingAnybody(world, claim);
  const predictions = [{ operation: id, outcomes: [], maySee }];
  return { kind: `call of ${id}`, request, claim, envelope: 'rest', predictions, cost: 1 };
}

function askMe(world: World, { headers, claim }: Credentials): Ask {
  const envelope = pick(world.random, ['rest', 'trpc'] as const);
  const target = envelope === 'rest' ? '/v1/users/me' : '/trpc/users.me';
  const predictions = [predict(world, claim, { operation: 'users.me' })];
  return { kind: 'call', request: toGet(target, headers), claim, envelope, predictions, cost: 1 };
}

function askProfile(world: World, credentials: Credentials): Ask {
  const text = createText(world).toWellFormed();
  return world.random() < 0.6
    ? askProfileByPath(world, credentials, text)
    : askProfileByInput(world, credentials);
}

function askProfileByPath(world: World, { headers, claim }: Credentials, text: string): Ask {
  const segment = encode(world, text);
  const request = toGet(`/v1/users/profile/${segment}`, headers);
  const prediction = predict(world, claim, { operation: 'users.profile', username: text });
  const ask = { kind: 'call', request, claim, envelope: 'rest', cost: 1 } as const;
  // Dots alone are no name of a user but steps of a path, in any spelling; nothing at all is another path.
  const outcome = /^\.\.?$/.test(text)
    ? toRefusal(400, 'Invalid request')
    : toRefusal(404, 'Not found');
  const refused = { ...prediction, operation: undefined, outcomes: [outcome] };
  return { ...ask, predictions: [/^\.{0,2}$/.test(text) ? refused : prediction] };
}

/** Letters that need no encoding have one now and then. */
function encode({ random }: World, text: string): string {
  const encoded = encodeURIComponent(text);
  if (random() < 0.8) return encoded;
  const at = below(random, text.length);
  const code = text.charCodeAt(at);
  return /^[\w.-]*$/.test(text) && text !== ''
    ? `${text.slice(0, at)}%${code.toString(16)}${text.slice(at + 1)}`
    : encoded;
}

function askProfileByInput(world: World, { headers, claim }: Credentials): Ask {
  const { call, input } = createProfileCall(world);
  const target = `/trpc/users.profile?input=${encodeURIComponent(JSON.stringify(input))}`;
  const request = toGet(target, headers);
  const predictions = [predict(world, claim, call)];
  return { kind: 'call', request, claim, envelope: 'trpc', predictions, cost: 1 };
}

interface QueryCall {
  readonly call: Call;
  readonly input: unknown;
}

/** Now and then of a wrong type, or with more keys than there are. */
function createProfileCall(world: World): QueryCall {
  const { random } = world;
  const name = createText(world).slice(0, 400);
  const username = random() < 0.9 ? name : pick<unknown>(random, [7, true, null, [name], { name }]);
  const input: object = random() < 0.8 ? { username } : { username, id: 1, constructor: name };
  return { call: { operation: 'users.profile', username }, input };
}

function askUpdate(world: World, { headers, claim }: Credentials, schema: Schema): Ask {
  const text = createUpdateText(world, schema);
  const envelope = pick(world.random, ['rest', 'trpc'] as const);
  const target = envelope === 'rest' ? '/v1/users/me/update' : '/trpc/users.updateMe';
  const call = { operation: 'users.updateMe', patch: JSON.parse(text) } as const;
  const predictions = [predict(world, claim, call)];
  return {
    kind: 'call',
    request: toPost(target, headers, text),
    claim,
    envelope,
    predictions,
    cost: 1,
  };
}

/** Several queries in one request, one that there is not among them now and then. */
function askQueries(world: World, { headers, claim }: Credentials): Ask {
  const { random } = world;
  const calls = repeat(1 + below(random, MOST_CALLS), (): QueryCall | undefined => {
    if (random() < 0.05) return undefined;
    return random() < 0.4
      ? { call: { operation: 'users.me' }, input: undefined }
      : createProfileCall(world);
  });
  const names = calls.map((one) => one?.call.operation ?? 'users.nothing').join(',');
  const inputs = Object.fromEntries(calls.map((one, at) => [at, one?.input]));
  const input = encodeURIComponent(JSON.stringify(inputs));
  const target = `/trpc/${names}?batch=1&input=${input}`;
  if (target.length > LONGEST_TARGET) return askMe(world, { headers, claim });
  const missing = toRefusal(404, 'Not found');
  const predictions = calls.map((one) =>
    one === undefined
      ? { operation: undefined, outcomes: [missing], maySee: () => false }
      : predict(world, claim, one.call),
  );
  const request = toGet(target, headers);
  return { kind: 'batch', request, claim, envelope: 'batch', predictions, cost: calls.length };
}

/** Several updates in one request, of which one may store something: in which order they run is not promised. */
function askUpdates(world: World, { headers, claim }: Credentials, schema: Schema): Ask {
  const { random } = world;
  const size = 1 + below(random, MOST_CALLS);
  const storing = below(random, size);
  const texts = repeat(size, (at) =>
    at === storing
      ? createUpdateText(world, schema)
      : pick(random, ['{}', '{"username":""}', '[]']),
  );
  const body = `{${texts.map((text, at) => `"${at}":${text}`).join()}}`;
  if (Buffer.byteLength(body) > MAX_BODY_SIZE) return askMe(world, { headers, claim });
  const patches = texts.map((text) => JSON.parse(text) as unknown);
  const own = predict(world, claim, { operation: 'users.updateMe', patch: patches[storing] });
  const user = own.outcomes[0]?.body['user'];
  const predictions = patches.map((patch, at) => {
    const prediction = predict(world, claim, { operation: 'users.updateMe', patch });
    if (at === storing || user === undefined) return { ...prediction, ...(at === storing && own) };
    const after = prediction.outcomes
      .filter(({ status }) => status === 200)
      .map(({ status, body: { errors = null } }) => ({ status, body: { user, errors } }));
    const either = [...prediction.outcomes, ...after];
    return { operation: prediction.operation, outcomes: either, maySee: prediction.maySee };
  });
  const target = `/trpc/${texts.map(() => 'users.updateMe').join()}?batch=1`;
  const request = toPost(target, headers, body);
  return { kind: 'batch', request, claim, envelope: 'batch', predictions, cost: size };
}

function toGet(target: string, headers: readonly Header[]): WireRequest {
  return { method: 'GET', target, headers: [HOST, ...headers] };
}

function toPost(target: string, headers: readonly Header[], text: string): WireRequest {
  const body = Buffer.from(text);
  const length: Header = ['Content-Length', String(body.length)];
  const type: Header = ['Content-Type', 'application/json'];
  return { method: 'POST', target, headers: [HOST, ...headers, type, length], body };
}
