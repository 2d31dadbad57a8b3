import { TRPC_ENDPOINT } from '@portal/contract';

export type Transport = 'REST' | 'tRPC';

export const TRANSPORTS: readonly Transport[] = ['REST', 'tRPC'];

/** A path tells in which form its errors come. */
export function transportOf(path: string): Transport {
  return path.startsWith(`${TRPC_ENDPOINT}/`) ? 'tRPC' : 'REST';
}
