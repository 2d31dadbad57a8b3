import type { z } from 'zod';
import type { DocumentedPayload } from '../documented/documented-payloads.ts';
import type { ErrorCode } from '../errors/error-registry.ts';
import type { Access } from './callers.ts';

/** Where REST carries an operation's input; tRPC carries every input alike. */
export type OperationInput =
  | { readonly from: 'nothing' }
  | { readonly from: 'path' | 'query' | 'body'; readonly schema: z.ZodObject };

/** Which rate limit a call spends: of the client's address, or of the bot whose key it has. */
export type RequestTier = 'user' | 'login' | 'bot';

/** One endpoint as data: everything that REST, tRPC, the OpenAPI document and the mock need to know of it. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  /** What tRPC calls it: a query changes nothing. */
  readonly kind: 'query' | 'mutation';
  readonly access: Access;
  readonly summary: string;
  readonly description: string;
  readonly input: OperationInput;
  readonly output: z.ZodType;
  /** Whether an answer may start or end a session; such a call cannot travel with others. */
  readonly setsCookie?: true;
  /** The refusals of this operation itself, beside those any request can meet. */
  readonly errors: readonly ErrorCode[];
  readonly limit: RequestTier;
  /** Absent for an operation whose page has no example. */
  readonly documented?: DocumentedPayload;
}

/** The refusals that any operation can answer with, whoever calls. */
export const SERVER_ERRORS = [
  'too_many_requests',
  'internal_error',
  'service_unavailable',
] as const satisfies readonly ErrorCode[];

/** The refusals every operation that needs a key can answer with. */
export const KEY_ERRORS = [
  'invalid_api_key',
  ...SERVER_ERRORS,
] as const satisfies readonly ErrorCode[];

/** The refusals every operation that needs a session can answer with. */
export const SESSION_ERRORS = [
  'authentication_required',
  'account_banned',
  'account_timed_out',
  ...SERVER_ERRORS,
] as const satisfies readonly ErrorCode[];

/** The refusals of any request with a body. */
export const BODY_ERRORS = [
  'invalid_request',
  'access_denied',
  'request_too_large',
  'unsupported_media_type',
] as const satisfies readonly ErrorCode[];
