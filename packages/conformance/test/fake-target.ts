import type { Capabilities, Target } from '../src/target.ts';

export const CORRELATION_ID = '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11';

const CAPABILITIES: Capabilities = {
  world: 'population',
  sharesWorld: true,
  choosesExamples: true,
  issuesSessions: true,
  ownsOrigin: true,
  judgesTargets: true,
  hasSocket: true,
  spendableRequests: 1,
};

export interface FakeTarget extends Target {
  /** Every request it was sent, as `METHOD path`. */
  readonly asked: string[];
}

/** A target that answers everything with what it is told to. */
export function createFakeTarget(
  answer: (request: Request) => Response | Promise<Response>,
  {
    capabilities,
    ...members
  }: Partial<Omit<Target, 'capabilities'>> & {
    readonly capabilities?: Partial<Capabilities>;
  } = {},
): FakeTarget {
  const asked: string[] = [];
  const url = 'http://portal.test';
  return {
    url,
    asked,
    capabilities: { ...CAPABILITIES, ...capabilities },
    async fetch(request) {
      asked.push(`${request.method} ${request.url.slice(url.length)}`);
      return answer(request);
    },
    ...members,
  };
}

/** A JSON answer with a correlation id: a new one unless it is told. */
export function toJson(
  body: unknown,
  { status = 200, headers = {}, id = crypto.randomUUID() }: JsonOptions = {},
): Response {
  return Response.json(body, { status, headers: { 'X-Correlation-Id': id, ...headers } });
}

export interface JsonOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string;
}
