import { EXAMPLE_VIEWERS, type ExampleViewer, operationEntries } from '@portal/contract';
import { parsePairs, parsePrefer } from './parse-prefer.ts';

export const FAULTS = ['reset', 'timeout', 'truncate', 'malformed'] as const;
export type Fault = (typeof FAULTS)[number];

/** The cookie in which the console page keeps what one browser is to be served. */
export const CONTROLS_COOKIE = 'mock_controls';

/** How one request asks to be answered. What is undefined was not asked for. */
export interface MockControls {
  /** An example for whatever operation is called, from `Prefer` or the query. */
  readonly example?: string | undefined;
  /** An HTTP status, as it was written. */
  readonly code?: string | undefined;
  /** Examples for operations by id, from the header `Mock-Example`. */
  readonly byOperation: ReadonlyMap<string, string>;
  /** The same from the browser's cookie. */
  readonly keptByOperation: ReadonlyMap<string, string>;
  readonly viewer?: ExampleViewer | undefined;
  /** Milliseconds. */
  readonly delay?: number | undefined;
  readonly fault?: Fault | undefined;
  readonly strict: boolean;
  /** The first control that names what does not exist. */
  readonly unknown?: UnknownControl | undefined;
}

/** A control whose value does not exist, and the values that do. */
export interface UnknownControl {
  readonly message: string;
  readonly available: readonly string[];
}

const MAX_DELAY_MS = 60_000;
const QUERY_CONTROLS = ['__example', '__code'];
const OPERATION_IDS = operationEntries.map(([id]) => id);

/** Reads the controls of a request: a header goes before the query, the query before the browser's cookie. */
export function readControls({ headers, url }: Request, cookies: string | null): MockControls {
  const query = new URL(url).searchParams;
  const prefer = parsePrefer(headers.get('prefer') ?? '');
  const kept = new URLSearchParams(findControlsCookie(cookies));
  const examples = headers.get('mock-example') ?? '';
  const viewer = headers.get('mock-viewer') ?? (kept.get('viewer') || null);
  const fault = headers.get('mock-fault') ?? (kept.get('fault') || null);
  return {
    example: prefer.get('example') ?? (query.get('__example') || undefined),
    code: prefer.get('code') ?? (query.get('__code') || undefined),
    byOperation: parsePairs(examples),
    keptByOperation: new Map(kept),
    viewer: oneOf(EXAMPLE_VIEWERS, viewer),
    delay: toDelay(prefer.get('delay') ?? kept.get('delay')),
    fault: oneOf(FAULTS, fault),
    strict: prefer.get('handling')?.toLowerCase() === 'strict',
    unknown:
      findUnknown('Mock-Viewer', viewer, EXAMPLE_VIEWERS) ??
      findUnknown('Mock-Fault', fault, FAULTS) ??
      findUnknownOperation(examples),
  };
}

/** The request as the contract would see it: no control in its query. */
export function withoutControls(url: URL): URL {
  if (!QUERY_CONTROLS.some((name) => url.searchParams.has(name))) return url;
  const plain = new URL(url);
  for (const name of QUERY_CONTROLS) plain.searchParams.delete(name);
  return plain;
}

function findControlsCookie(header: string | null): string {
  const cookie = (header ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${CONTROLS_COOKIE}=`));
  try {
    return decodeURIComponent(cookie?.slice(CONTROLS_COOKIE.length + 1) ?? '');
  } catch {
    return '';
  }
}

function toDelay(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Math.min(Number(text), MAX_DELAY_MS) : undefined;
}

function findUnknown(
  control: string,
  wanted: string | null,
  available: readonly string[],
): UnknownControl | undefined {
  if (wanted === null || available.includes(wanted)) return undefined;
  return { message: `${control} cannot be ${wanted}`, available };
}

/** Each item is `operation=example`; a name that misses its operation would change nothing, unnoticed. */
function findUnknownOperation(header: string): UnknownControl | undefined {
  const items = header.split(',').map((item) => item.trim());
  const wrong = items.find((item) => item !== '' && !OPERATION_IDS.some((id) => names(item, id)));
  if (wrong === undefined) return undefined;
  return {
    message: `Mock-Example names no operation: ${wrong}`,
    available: OPERATION_IDS.map((id) => `${id}=example`),
  };
}

function names(item: string, id: string): boolean {
  const [name = '', value = ''] = item.split('=', 2);
  return name.trim() === id && value.trim() !== '';
}

function oneOf<const TItem extends string>(
  items: readonly TItem[],
  text: string | null,
): TItem | undefined {
  return items.find((item) => item === text);
}
