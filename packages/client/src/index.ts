export { createPortalClient, type PortalClient } from './create-portal-client.ts';
export type { PortalCall } from './links/report-link.ts';
export type { PortalClientOptions } from './portal-client-options.ts';
export {
  type ErrorSentence,
  isPortalError,
  PortalError,
  type PortalErrorFacts,
  type PortalErrorKind,
} from './portal-error.ts';
export {
  type CurrentUser,
  type DetailedProfile,
  type FieldErrors,
  isDetailedProfile,
  type Profile,
  type PublicProfile,
  type UpdateMeInput,
  type UpdateMeResult,
} from './values.ts';
