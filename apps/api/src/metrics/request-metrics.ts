import { Counter, Histogram, type Registry } from '@prometheus-io/client';
import type { Meter } from './meter.ts';
import { REJECTIONS } from './rejection.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts requests and what was turned away; every reason is there from the start, as 0. */
export function createRequestMetrics(registry: Registry): Meter {
  const registers = [registry];
  const requests = new Counter({
    name: 'portal_requests_total',
    help: 'Requests answered; each call of a tRPC batch counts, with its own status.',
    labelNames: ['operation', 'transport', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'portal_request_duration_seconds',
    help: 'Time from the arrival of a request until its answer, or that of its call in a batch.',
    labelNames: ['operation', 'transport'],
    buckets: SECONDS,
    registers,
  });
  const rejections = new Counter({
    name: 'portal_rejected_requests_total',
    help: 'Requests and connections turned away, by reason, those below the router too.',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of REJECTIONS) rejections.inc({ reason }, 0);
  return {
    countRequest({ operation, transport, status, seconds }) {
      requests.inc({ operation, transport, status });
      durations.observe({ operation, transport }, seconds);
    },
    countRejection: (reason) => rejections.inc({ reason }),
  };
}
