/** When a request was sent and its answer had come: somewhere between it was checked. */
export interface Asked {
  readonly sent: number;
  readonly answered: number;
}

/** How many of them were checked within one window of time for certain, wherever that window begins. */
export function countInWindow(asked: readonly Asked[], windowMs: number): number {
  const counts = asked.map(({ sent: start }) => {
    return asked.filter(({ sent, answered }) => sent >= start && answered < start + windowMs)
      .length;
  });
  return Math.max(0, ...counts);
}
