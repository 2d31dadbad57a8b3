import type { PortalRouter } from '@portal/contract';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  type TRPCClient,
} from '@trpc/client';
import type { Mock } from '../src/create-mock.ts';
import { COOKIE, ORIGIN } from './send.ts';

export interface ClientOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Hears of each answer. */
  readonly onResponse?: (response: Response) => void;
}

type CreateClient = (mock: Mock, options?: ClientOptions) => TRPCClient<PortalRouter>;

/** A typed client of a mock for each link tRPC has over HTTP. */
export const linkedClients: readonly (readonly [name: string, create: CreateClient])[] = [
  ['httpLink', (mock, options) => toClient(httpLink(toLinkOptions(mock, options)))],
  ['httpBatchLink', (mock, options) => toClient(httpBatchLink(toLinkOptions(mock, options)))],
  [
    'httpBatchStreamLink',
    (mock, options) => toClient(httpBatchStreamLink(toLinkOptions(mock, options))),
  ],
];

type Link = Parameters<typeof createTRPCClient<PortalRouter>>[0]['links'][number];

function toClient(link: Link): TRPCClient<PortalRouter> {
  return createTRPCClient<PortalRouter>({ links: [link] });
}

interface LinkOptions {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly fetch: NonNullable<Parameters<typeof httpBatchLink<PortalRouter>>[0]['fetch']>;
}

function toLinkOptions(
  mock: Mock,
  { headers = { cookie: COOKIE }, onResponse }: ClientOptions = {},
): LinkOptions {
  return {
    url: `${ORIGIN}/trpc`,
    headers: { ...headers },
    async fetch(url, init) {
      const response = await mock.fetch(new Request(url as string, init as RequestInit));
      onResponse?.(response);
      return response;
    },
  };
}
