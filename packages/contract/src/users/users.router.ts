import { toParser } from '../trpc/shape-parser.ts';
import { router, signedInProcedure } from '../trpc/trpc.ts';
import { requireValue } from '../trpc/trpc-error.ts';
import { usersOperations } from './users.operations.ts';

const { 'users.me': me, 'users.updateMe': updateMe, 'users.profile': profile } = usersOperations;

export const usersRouter = router({
  me: signedInProcedure
    .output(toParser(me.output))
    .query(async ({ ctx }) => requireValue(await ctx.service.users.me(ctx.viewer))),
  updateMe: signedInProcedure
    .input(toParser(updateMe.input.schema))
    .output(toParser(updateMe.output))
    .mutation(async ({ ctx, input }) =>
      requireValue(await ctx.service.users.updateMe(ctx.viewer, input)),
    ),
  profile: signedInProcedure
    .input(toParser(profile.input.schema))
    .output(toParser(profile.output))
    .query(async ({ ctx, input }) =>
      requireValue(await ctx.service.users.profile(ctx.viewer, input)),
    ),
});
