import { initTRPC } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { documentedProfile } from '../documented-profile.ts';
import { listen } from '../listen.ts';

const trpc = initTRPC.create({ isDev: false });
const profile = trpc.procedure
  .input((input) => input as { readonly username: string })
  .query(() => documentedProfile);

await listen(
  createHTTPServer({
    router: trpc.router({ users: trpc.router({ profile }) }),
    basePath: '/trpc/',
  }),
);
