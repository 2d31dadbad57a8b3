export * from './bots/bot.operations.ts';
export * from './documented/documented-payloads.ts';
export * from './documented/login-payloads.ts';
export * from './errors/error-registry.ts';
export * from './errors/error-reply.ts';
export * from './errors/error-schemas.ts';
export * from './errors/input-messages.ts';
export * from './errors/refusal.ts';
export * from './examples/example.ts';
export * from './examples/examples.ts';
export * from './examples/population.ts';
export * from './http/match-operation.ts';
export * from './http/request-limits.ts';
export * from './http/session-cookie.ts';
export * from './login/authentication.operations.ts';
export { createOpenApiDocument } from './openapi/create-openapi-document.ts';
export type * from './operations/callers.ts';
export type { MaybePromise } from './operations/maybe-promise.ts';
export * from './operations/operation.ts';
export * from './operations/operation-codec.ts';
export * from './operations/operations.ts';
export type * from './operations/portal-service.ts';
export * from './operations/served-operations.ts';
export * from './sessions/sessions.operations.ts';
export type * from './trpc/portal-router.ts';
export {
  type PortalErrorData,
  type PortalErrorShape,
  toTrpcErrorShape,
} from './trpc/trpc-error.ts';
export * from './users/field-error-sentences.ts';
export * from './users/history-schemas.ts';
export * from './users/profile-schemas.ts';
export * from './users/update-schemas.ts';
export * from './users/user-schemas.ts';
