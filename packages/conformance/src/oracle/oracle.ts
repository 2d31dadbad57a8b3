// The rules a second time, from the documentation alone: nothing here calls the code that is tested.
export {
  type CheckedUpdate,
  checkUpdate,
  fieldMessages,
  type UpdateFacts,
} from './check-update.ts';
export { findRestriction, isSessionLive } from './restriction.ts';
export {
  type OracleUser,
  toAvatarUrl,
  toCurrentUser,
  toProfile,
  toPublicProfile,
  type View,
} from './user-views.ts';
export { type Level, type Visibility, visibilityOf } from './visibility.ts';
