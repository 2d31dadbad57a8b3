import { Counter, type Registry } from '@prometheus-io/client';
import type { MeasuredRequest, Meter } from './meter.ts';
import { REJECTIONS } from './rejection.ts';
import { createTallyHistogram } from './tally-histogram.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Labels = Pick<MeasuredRequest, 'operation' | 'transport'>;

/** The requests of one operation over one transport. */
interface Group extends Labels {
  readonly observe: (seconds: number) => void;
  readonly statuses: Map<number, number>;
}

/** Counts requests and what was turned away; every reason is there from the start, as 0. */
export function createRequestMetrics(registry: Registry): Meter {
  const findGroup = createGroups(registry);
  const rejections = new Counter({
    name: 'portal_rejected_requests_total',
    help: 'Requests and connections turned away, by reason, those below the router too.',
    labelNames: ['reason'],
    registers: [registry],
  });
  for (const reason of REJECTIONS) rejections.inc({ reason }, 0);
  return {
    countRequest({ operation, transport, status, seconds }) {
      const { observe, statuses } = findGroup({ operation, transport });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      observe(seconds);
    },
    countRejection: (reason) => rejections.inc({ reason }),
  };
}

/** Finds the group of a request, which is made at the first one. */
function createGroups(registry: Registry): (labels: Labels) => Group {
  const groups = new Map<string, Group>();
  const addSeries = createTallyHistogram(registry, {
    name: 'portal_request_duration_seconds',
    help: 'Time from the arrival of a request until its answer, or that of its call in a batch.',
    buckets: SECONDS,
  });
  new Counter({
    name: 'portal_requests_total',
    help: 'Requests answered; each call of a tRPC batch counts, with its own status.',
    labelNames: ['operation', 'transport', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { operation, transport, statuses } of groups.values()) {
        for (const [status, count] of statuses) this.inc({ operation, transport, status }, count);
      }
    },
  });
  return (labels) => {
    const key = `${labels.transport} ${labels.operation}`;
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group = { ...labels, observe: addSeries({ ...labels }), statuses: new Map() };
    groups.set(key, group);
    return group;
  };
}
