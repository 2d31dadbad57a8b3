import type { PortalProcess } from './portal-process.ts';

/** Ends a server that does not end by itself in so many milliseconds, unless disposed of before. */
export function killAfter(portal: Pick<PortalProcess, 'stop'>, patience: number): Disposable {
  const timer = setTimeout(() => void portal.stop('SIGKILL'), patience);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
