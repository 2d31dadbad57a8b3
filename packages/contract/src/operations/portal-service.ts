import type { z } from 'zod';
import type { Outcome } from '../errors/refusal.ts';
import type { Callers } from './callers.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { Operation } from './operation.ts';
import type { OperationId, operations } from './operations.ts';

/** A session to start, with the seconds it has left, or the one to end. */
export type SessionCookie = { readonly token: string; readonly maxAge: number } | 'clear';

/** What an operation that may set the session cookie answers with. */
export interface WithCookie<TValue> {
  readonly value: TValue;
  /** Absent if the cookie stays as it is. */
  readonly cookie?: SessionCookie | undefined;
}

/** A function for each operation, by its id: it gets the caller and the parsed input. */
export type ServiceOf<TRows extends Readonly<Record<string, Operation>>> = {
  readonly [TId in keyof TRows]: (
    caller: Callers[TRows[TId]['access']],
    input: Parsed<TRows[TId]>,
  ) => MaybePromise<Outcome<Answer<TRows[TId]>>>;
};

/** What the API implements on a database and the mock in memory; the transports only call it. */
export type PortalService = ServiceOf<typeof operations>;

/** The operations of one group, such as all of `users`. */
export type ServiceGroup<TGroup extends string> = Pick<
  PortalService,
  Extract<OperationId, `${TGroup}.${string}`>
>;

type Parsed<TRow extends Operation> = TRow['input'] extends {
  readonly schema: infer TSchema extends z.ZodType;
}
  ? z.output<TSchema>
  : undefined;

type Answer<TRow extends Operation> = TRow extends { readonly setsCookie: true }
  ? WithCookie<Encodable<TRow>>
  : Encodable<TRow>;

/** What the output's schema takes; readonly, so that the domain's own types fit. */
type Encodable<TRow extends Operation> = Immutable<z.input<TRow['output']>>;

type Immutable<TValue> = TValue extends object
  ? { readonly [TKey in keyof TValue]: Immutable<TValue[TKey]> }
  : TValue;
