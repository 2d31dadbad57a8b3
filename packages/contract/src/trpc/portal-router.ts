import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { Operation } from '../operations/operation.ts';
import type { servedOperations } from '../operations/served-operations.ts';
import type { PortalErrorShape } from './trpc-error.ts';

type Rows = Readonly<Record<string, Operation>>;

/** An operation without input takes `void`, so that callers need not pass `undefined`. */
type Sent<TRow extends Operation> = TRow['input'] extends {
  readonly schema: infer TSchema extends z.ZodType;
}
  ? z.input<TSchema>
  : // biome-ignore lint/suspicious/noConfusingVoidType: in tRPC, void means that a call has no input.
    void;

interface Definition<TRow extends Operation> {
  readonly meta: object;
  readonly input: Sent<TRow>;
  readonly output: z.output<TRow['output']>;
}

type Procedure<TRow extends Operation> = TRow['kind'] extends 'query'
  ? TRPCQueryProcedure<Definition<TRow>>
  : TRPCMutationProcedure<Definition<TRow>>;

type GroupOf<TId> = TId extends `${infer TGroup}.${string}` ? TGroup : never;

/** `'users.me'` becomes `{ users: { me } }`. */
type ProceduresOf<TRows extends Rows> = {
  [TGroup in GroupOf<keyof TRows>]: {
    [TId in keyof TRows as TId extends `${TGroup}.${infer TName}` ? TName : never]: Procedure<
      TRows[TId]
    >;
  };
};

interface Root {
  ctx: object;
  meta: object;
  errorShape: PortalErrorShape;
  transformer: false;
}

/** Every operation as a tRPC procedure: the type that clients take. */
export type PortalRouter = TRPCBuiltRouter<Root, ProceduresOf<typeof servedOperations>>;
