export {
  createPortalClient,
  type PortalCall,
  type PortalClient,
  type PortalClientOptions,
} from './create-portal-client.ts';
export {
  type ErrorSentence,
  isPortalError,
  PortalError,
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
