import type { PortalRouter } from '@portal/contract';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Inputs = inferRouterInputs<PortalRouter>['users'];
type Outputs = inferRouterOutputs<PortalRouter>['users'];

export type CurrentUser = Outputs['me'];
export type UpdateMeInput = Inputs['updateMe'];
export type UpdateMeResult = Outputs['updateMe'];
/** The failed fields of an update, each with its message. */
export type FieldErrors = NonNullable<UpdateMeResult['errors']>;

/** A profile with the fields that this viewer may see. */
export type Profile = Outputs['profile'];
/** The profile for viewers who can act on the user. */
export type DetailedProfile = Extract<Profile, { permission_level: unknown }>;
/** The profile for every signed-in user. */
export type PublicProfile = Exclude<Profile, DetailedProfile>;

/** True if the response has the detail, including histories. */
export function isDetailedProfile(profile: Profile): profile is DetailedProfile {
  return 'permission_level' in profile;
}
