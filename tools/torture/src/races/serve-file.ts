import { type PortalProcess, startPortal } from '../portal/portal-process.ts';

const PROCESSES = 4;

/** As many servers as one file may have to bear. */
export async function serveFile(
  file: string,
): Promise<AsyncDisposable & { readonly urls: readonly string[] }> {
  await using stack = new AsyncDisposableStack();
  const starting = Array.from({ length: PROCESSES }, () => startPortal({ file }));
  const settled = await Promise.allSettled(starting);
  const portals = settled.flatMap((one): PortalProcess[] =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  for (const portal of portals) stack.use(portal);
  await Promise.all(starting);
  const kept = stack.move();
  return { urls: portals.map(({ url }) => url), [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
