import type { MockAnswer, MockExchange } from '@portal/mocks';

/** What is noted of an exchange while it is answered: what is at hand, as it is. */
export interface JournalNote {
  /** Milliseconds since the epoch. */
  readonly moment: number;
  readonly method: string;
  readonly url: MockExchange['url'];
  readonly headers: MockExchange['request']['headers'];
  readonly controls: MockExchange['controls'];
  readonly viewer: string;
  readonly correlationId: string;
  readonly served: readonly string[];
  readonly violations: readonly string[];
  readonly status: number;
}

/** Notes an exchange without holding on to its body, its answer or its connection. */
export function noteExchange(exchange: MockExchange, answer: MockAnswer): JournalNote {
  const { request, url, controls, caller, correlationId } = exchange;
  const { served, violations, reply } = answer;
  return {
    moment: Date.now(),
    method: request.method,
    url,
    headers: request.headers,
    controls,
    viewer: caller.viewer,
    correlationId,
    served,
    violations,
    status: reply.status,
  };
}
