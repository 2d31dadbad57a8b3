import { population } from '@portal/contract';

/** An answer reduced to what two implementations must have in common. */
export interface Comparable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: unknown;
}

const COMPARED_HEADERS = ['content-type', 'allow', 'retry-after'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Moments that the population tells; any other is the clock's, which every implementation has of its own. */
const knownMoments = new Set(
  JSON.stringify(population).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g) ?? [],
);

export async function toComparable(response: Response): Promise<Comparable> {
  const { status, headers } = response;
  const text = await response.text();
  const compared = COMPARED_HEADERS.map((name) => [name, headers.get(name)]);
  const correlationId = headers.get('x-correlation-id') ?? '';
  return {
    status,
    headers: {
      ...Object.fromEntries(compared),
      'x-correlation-id': UUID.test(correlationId) ? '(an id)' : correlationId,
    },
    body: withoutClock(toJson(text), correlationId),
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The correlation id must be the header's own, and a moment one of the clock's must stay one. */
function withoutClock(value: unknown, correlationId: string): unknown {
  if (value === correlationId) return '(the id)';
  if (typeof value === 'string') return isOfClock(value) ? '(a moment)' : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => withoutClock(inner, correlationId));
  const isUser = 'permission_level' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      // A user's activity is noted by requests, and at most once a minute.
      isUser && key === 'last_activity_at' ? '(activity)' : withoutClock(inner, correlationId),
    ]),
  );
}

function isOfClock(text: string): boolean {
  return TIMESTAMP.test(text) && !knownMoments.has(text);
}
