import { SESSION_COOKIE } from '@portal/contract';
import { JSON_HEADERS } from './client/call.ts';
import type { Target } from './target.ts';

export interface MockTargetOptions {
  readonly url: string;
  readonly mode: 'examples' | 'live';
  readonly hasSocket: boolean;
  /** Whether paths beside the contract's reach it. @default true */
  readonly ownsOrigin?: boolean;
  readonly fetch: Target['fetch'];
}

/** A mock of this contract, wherever it runs: it is asked for its sessions as its own console asks. */
export function createMockTarget({
  url,
  mode,
  hasSocket,
  ownsOrigin = true,
  fetch,
}: MockTargetOptions): Target {
  return {
    url,
    fetch,
    capabilities: {
      world: mode === 'live' ? 'population' : 'examples',
      sharesWorld: false,
      choosesExamples: true,
      issuesSessions: false,
      ownsOrigin,
      judgesTargets: true,
      hasSocket,
    },
    async signIn(viewer) {
      const body = JSON.stringify({ viewer });
      const init = { method: 'POST', headers: JSON_HEADERS, body };
      const response = await fetch(new Request(`${url}/__mock/sessions`, init));
      const { token } = (await response.json()) as { readonly token: string };
      return `${SESSION_COOKIE}=${token}`;
    },
  };
}
