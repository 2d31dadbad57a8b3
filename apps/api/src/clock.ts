import { type Timestamp, toTimestamp } from '@portal/domain';

/** Tells the moment; tests pass one that stands still. */
export type Clock = () => Timestamp;

export const systemClock: Clock = () => toTimestamp(Date.now());
