import type { PortalRouter } from '@portal/contract';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Inputs = inferRouterInputs<PortalRouter>['users'];
type Outputs = inferRouterOutputs<PortalRouter>['users'];

export type CurrentUser = Outputs['me'];
export type UpdateMeInput = Inputs['updateMe'];
export type UpdateMeResult = Outputs['updateMe'];
/** The fields of an update that failed, each with its sentence. */
export type FieldErrors = NonNullable<UpdateMeResult['errors']>;

/** A profile as this viewer may see it. */
export type Profile = Outputs['profile'];
/** What viewers see who can act on the user. */
export type DetailedProfile = Extract<Profile, { permission_level: unknown }>;
/** What anyone signed in sees. */
export type PublicProfile = Exclude<Profile, DetailedProfile>;

/** Whether the viewer was shown the detail, histories included. */
export function isDetailedProfile(profile: Profile): profile is DetailedProfile {
  return 'permission_level' in profile;
}
