import { join } from 'node:path';
import { bundleForBrowsers } from '@portal/workspace/bundle-for-browsers';
import { serveFiles } from '@portal/workspace/serve-files';
import type { LocalServer } from '@portal/workspace/serve-locally';

const FOLDER = join(import.meta.dirname, '..');
const PAGE = `<!doctype html>
<title>An app</title>
<link rel="icon" href="data:,">
<script type="module">
  import { call } from '/call.js';
  globalThis.callPortal = call;
</script>`;

/** One call as a page or a worker makes it, in values that can be posted. */
export interface PageCall {
  readonly url: string;
  readonly path: 'users.me' | 'users.updateMe' | 'users.profile';
  readonly input?: unknown;
  readonly timeout?: number;
  readonly retries?: number;
  /** Milliseconds after which the caller aborts. */
  readonly abortAfter?: number;
}

export type PageAnswer = { readonly value: unknown } | { readonly error: unknown };

declare global {
  /** What the page offers. */
  var callPortal: (call: PageCall) => Promise<PageAnswer>;
}

/** Makes one call with the client; `@portal/client` is bundled into it. */
const CALL = `
import { createPortalClient, isPortalError } from '@portal/client';

export async function call({ path, input, abortAfter, ...options }) {
  const portal = createPortalClient(options);
  const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
  const [group, method] = path.split('.');
  const kind = method === 'updateMe' ? 'mutate' : 'query';
  return portal[group][method][kind](input, { signal }).then(
    (value) => ({ value }),
    (error) => ({ error: isPortalError(error) ? error.toJSON() : String(error) }),
  );
}
`;
const WORKER = `
import { call } from '/call.js';
onmessage = async ({ data }) => postMessage(await call(data));
`;
const SHARED_WORKER = `
import { call } from '/call.js';
onconnect = ({ ports: [port] }) => {
  port.onmessage = async ({ data }) => port.postMessage(await call(data));
};
`;

/** The server of an app whose page and workers have the client. */
export async function serveClientPage(): Promise<LocalServer> {
  const { code } = await bundleForBrowsers(CALL, FOLDER);
  return serveFiles({
    '/': PAGE,
    '/call.js': code,
    '/worker.js': WORKER,
    '/shared-worker.js': SHARED_WORKER,
  });
}
