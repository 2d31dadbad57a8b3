import { type OperationId, operations, population, toFieldErrorSentences } from '@portal/contract';
import { decideUpdate, PLATFORMS, type User, type UserPatch } from '@portal/domain';

const MAX_NAME_LENGTH = 200;
/** A journal keeps them. */
const MAX_VIOLATIONS = 100;

/**
 * What in an input breaks the contract, as messages; a server need not refuse any of it. Only its form counts, not
 * whether a name is free or a platform linked.
 */
export function findViolations(id: OperationId, input: unknown): readonly string[] {
  const { input: declared } = operations[id];
  if (declared.from === 'nothing') return [];
  if (!isObject(input)) return ['the input must be a JSON object'];
  const unknownKeys = Object.keys(input)
    .filter((key) => !Object.hasOwn(declared.schema.shape, key))
    .map((key) => `${key.slice(0, MAX_NAME_LENGTH)} is not declared`);
  const { error } = declared.schema.safeParse(input);
  const misshapen = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  return [...unknownKeys, ...misshapen, ...findFieldErrors(id, input)].slice(0, MAX_VIOLATIONS);
}

/** Fields whose schema takes anything are checked by the domain. */
function findFieldErrors(id: OperationId, input: UserPatch): readonly string[] {
  if (id !== 'users.updateMe') return [];
  const { errors } = decideUpdate(LINKED_EVERYWHERE, input, undefined);
  return Object.values(toFieldErrorSentences(errors) ?? {});
}

const LINKED_EVERYWHERE = linkEverywhere();

function linkEverywhere(): User {
  const [person] = population;
  const [link] = person?.user.linked_platforms ?? [];
  if (person === undefined || link === undefined) throw new Error('nobody has a linked platform');
  return { ...person.user, linked_platforms: PLATFORMS.map((platform) => ({ ...link, platform })) };
}

export function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
