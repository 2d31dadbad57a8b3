import type { z } from 'zod';
import type { DocumentedPayload } from '../documented/documented-payloads.ts';
import type { ErrorCode } from '../errors/error-registry.ts';
import type { Access } from './callers.ts';

/** The place of an operation's input in a REST request. tRPC has one place for every input. */
export type OperationInput =
  | { readonly from: 'nothing' }
  | { readonly from: 'path' | 'query' | 'body'; readonly schema: z.ZodObject };

/** The rate limit of a call: of the client address, or of the bot of the key. */
export type RequestTier = 'user' | 'login' | 'bot';

/** One endpoint as data, for REST, tRPC, the OpenAPI document and the mock. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Parameters are in braces, as in OpenAPI. */
  readonly path: string;
  /** The kind of tRPC procedure. A query changes nothing. */
  readonly kind: 'query' | 'mutation';
  readonly access: Access;
  readonly summary: string;
  readonly description: string;
  readonly input: OperationInput;
  readonly output: z.ZodType;
  /** True if a response may start or end a session. Such a call cannot be part of a batch. */
  readonly setsCookie?: true;
  /** The failures of this operation itself, beside those of every request. */
  readonly errors: readonly ErrorCode[];
  readonly limit: RequestTier;
  /** Absent if the documented page has no example. */
  readonly documented?: DocumentedPayload;
}

/** The failures that every operation can have, for any caller. */
export const SERVER_ERRORS = [
  'too_many_requests',
  'internal_error',
  'service_unavailable',
] as const satisfies readonly ErrorCode[];

/** The failures that every operation with a key can have. */
export const KEY_ERRORS = [
  'invalid_api_key',
  ...SERVER_ERRORS,
] as const satisfies readonly ErrorCode[];

/** The failures that every operation with a session can have. */
export const SESSION_ERRORS = [
  'authentication_required',
  'account_banned',
  'account_timed_out',
  ...SERVER_ERRORS,
] as const satisfies readonly ErrorCode[];

/** The failures of every request with a body. */
export const BODY_ERRORS = [
  'invalid_request',
  'access_denied',
  'request_too_large',
  'unsupported_media_type',
] as const satisfies readonly ErrorCode[];
