import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import type { PlatformProfile } from '../src/platform-profile.ts';

interface Answer {
  readonly code: string | null;
  readonly expires_at: string | null;
}
interface Refusal {
  readonly trpc: TRPCError['code'];
  readonly status: number;
  readonly message: string;
}

export interface PortalCall {
  readonly operation: 'botSendCode' | 'botLoginCode';
  readonly key: string | undefined;
  readonly profile: PlatformProfile;
}

/** What Portal answers to each of the two calls. */
export interface Script {
  readonly sendCode: (call: PortalCall) => Answer | Refusal | Promise<Answer | Refusal>;
  readonly loginCode: (call: PortalCall) => Answer | Refusal | Promise<Answer | Refusal>;
}

export interface PortalStandIn extends AsyncDisposable {
  readonly url: string;
  readonly calls: PortalCall[];
  script: Script;
}

export const NOT_FOUND = { trpc: 'NOT_FOUND', status: 404, message: 'User not found' } as const;
export const NOTHING = { code: null, expires_at: null } as const;

/** The two operations that a bot calls, over tRPC on a real socket, with the errors in Portal's form. */
export async function startPortalStandIn(script: Script): Promise<PortalStandIn> {
  const calls: PortalCall[] = [];
  const trpc = initTRPC.context<{ key: string | undefined }>().create({
    errorFormatter: ({ error, shape }) => ({
      ...shape,
      data: {
        code: error.code,
        httpStatus: (error.cause as unknown as Refusal | undefined)?.status ?? 500,
        correlation_id: '3f0c2f6e-6f0b-4a39-9d53-2a1f6f6f2d11',
      },
    }),
  });
  const procedure = (operation: PortalCall['operation'], answer: keyof Script) =>
    trpc.procedure
      .input((input) => input as PlatformProfile)
      .mutation(async ({ ctx, input }) => {
        const call = { operation, key: ctx.key, profile: input };
        calls.push(call);
        const result = await standIn.script[answer](call);
        if ('code' in result) return result;
        const cause = Object.assign(new Error(result.message), { status: result.status });
        throw new TRPCError({ code: result.trpc, message: result.message, cause });
      });
  const router = trpc.router({
    authentication: trpc.router({
      botSendCode: procedure('botSendCode', 'sendCode'),
      botLoginCode: procedure('botLoginCode', 'loginCode'),
    }),
  });
  const server = createHTTPServer({
    router,
    basePath: '/trpc/',
    createContext: ({ req }) => ({ key: req.headers['x-api-key'] as string | undefined }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const standIn: PortalStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return standIn;
}
