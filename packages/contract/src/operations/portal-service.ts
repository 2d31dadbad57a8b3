import type { z } from 'zod';
import type { Outcome } from '../errors/refusal.ts';
import type { Callers } from './callers.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { Operation } from './operation.ts';
import type { OperationId, operations } from './operations.ts';

/** A session to start, with its remaining seconds, or a session to end. */
export type SessionCookie = { readonly token: string; readonly maxAge: number } | 'clear';

/** The result of an operation that may set the session cookie. */
export interface WithCookie<TValue> {
  readonly value: TValue;
  /** Absent if the cookie does not change. */
  readonly cookie?: SessionCookie | undefined;
}

/** One function per operation id. It gets the caller and the parsed input. */
export type ServiceOf<TRows extends Readonly<Record<string, Operation>>> = {
  readonly [TId in keyof TRows]: (
    caller: Callers[TRows[TId]['access']],
    input: Parsed<TRows[TId]>,
  ) => MaybePromise<Outcome<Answer<TRows[TId]>>>;
};

/** The API implements it on a database, the mock in memory. The transports call only this. */
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

/** The input type of the output schema, readonly so that the domain's types match. */
type Encodable<TRow extends Operation> = Immutable<z.input<TRow['output']>>;

type Immutable<TValue> = TValue extends object
  ? { readonly [TKey in keyof TValue]: Immutable<TValue[TKey]> }
  : TValue;
