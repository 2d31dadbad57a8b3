import { matchOperation, operations, TRPC_ENDPOINT } from '@portal/contract';
import { CONTROL_PREFIX } from '../control-routes.ts';

/** Any host, and any path before the contract's own. */
export const ANYWHERE = '*';

const TRPC_PREFIX = `${TRPC_ENDPOINT}/`;
const PREFIXES = ['/v1/', TRPC_PREFIX, CONTROL_PREFIX];

/** The URL of a request as Portal would see it, or undefined when the request is not for Portal. */
export type FindContractUrl = (request: Request) => URL | undefined;

/**
 * Below a base URL everything in Portal's paths is for Portal; anywhere only what the contract knows is, since
 * other APIs have a `/v1/` too. Throws on a relative base URL where there is no page.
 */
export function createContractUrlFinder(baseUrl: string): FindContractUrl {
  if (baseUrl === ANYWHERE) return findAnywhere;
  const { origin, pathname } = toBase(baseUrl);
  const folder = pathname.replace(/\/$/, '');
  return ({ url: text }) => {
    const url = new URL(text);
    if (url.origin !== origin || !url.pathname.startsWith(folder)) return undefined;
    const path = url.pathname.slice(folder.length);
    return PREFIXES.some((prefix) => path.startsWith(prefix)) ? withPath(url, path) : undefined;
  };
}

/** What a request to Portal calls, by name: one operation over REST, as many as it says over tRPC. */
export function findCalled(request: Request): readonly string[] {
  const url = findAnywhere(request);
  if (url === undefined) return [];
  if (url.pathname.startsWith(TRPC_PREFIX)) return readProcedures(url) ?? [];
  const match = matchOperation(request.method, url.pathname);
  return match.found === 'operation' ? [match.id] : [];
}

const findAnywhere: FindContractUrl = ({ method, url: text }) => {
  const url = new URL(text);
  const starts = PREFIXES.map((prefix) => url.pathname.lastIndexOf(prefix)).filter((at) => at >= 0);
  return starts
    .map((at) => withPath(url, url.pathname.slice(at)))
    .find((candidate) => isKnown(method, candidate));
};

function isKnown(method: string, url: URL): boolean {
  const { pathname } = url;
  if (pathname.startsWith(CONTROL_PREFIX)) return true;
  if (!pathname.startsWith(TRPC_PREFIX))
    return matchOperation(method, pathname).found !== 'nothing';
  return readProcedures(url)?.some((name) => Object.hasOwn(operations, name)) === true;
}

/** The names in a tRPC path, also those that do not exist; undefined if it cannot be decoded. */
function readProcedures({ pathname }: URL): readonly string[] | undefined {
  try {
    return decodeURIComponent(pathname.slice(TRPC_PREFIX.length)).split(',');
  } catch {
    return undefined;
  }
}

function withPath(url: URL, path: string): URL {
  const changed = new URL(url);
  changed.pathname = path;
  return changed;
}

function toBase(baseUrl: string): URL {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  if (!URL.canParse(baseUrl || '/', location?.href)) {
    throw new Error(`baseUrl must be * or an absolute URL where there is no page, not ${baseUrl}`);
  }
  return new URL(baseUrl || '/', location?.href);
}
