import { initTRPC, TRPCError } from '@trpc/server';
import {
  type BaselineAnswers,
  type BaselineRefusal,
  type BaselineViewer,
  isRefusal,
} from '../baseline-answers.ts';

interface BaselineContext {
  readonly viewer: BaselineViewer | BaselineRefusal;
}

const trpc = initTRPC.context<BaselineContext>().create({ isDev: false });

/** The three operations as tRPC's own documentation would have them, without validation. */
export function createBaselineRouter(answers: BaselineAnswers) {
  const named = trpc.procedure.input((input) => input as { readonly username: string });
  return trpc.router({
    users: trpc.router({
      me: trpc.procedure.query(({ ctx }) => answers.me(requireValue(ctx.viewer))),
      profile: named.query(({ ctx, input }) =>
        requireValue(answers.profile(requireValue(ctx.viewer), input.username)),
      ),
      updateMe: named.mutation(({ ctx, input }) =>
        answers.rename(requireValue(ctx.viewer), input.username),
      ),
    }),
  });
}

const CODES = { 401: 'UNAUTHORIZED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' } as const;

function requireValue<TAnswer extends object>(answer: TAnswer | BaselineRefusal): TAnswer {
  if (!isRefusal(answer)) return answer;
  throw new TRPCError({ code: CODES[answer.status as keyof typeof CODES], message: answer.error });
}
