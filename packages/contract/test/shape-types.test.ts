import type {
  Bot,
  Chat,
  CurrentUser,
  DetailedProfile,
  LinkedPlatform,
  ModerationAction,
  PastSession,
  PermissionChange,
  PublicProfile,
  SessionGeo,
  SubscriptionChange,
  UserPatch,
} from '@portal/domain';
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { describe, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { PortalRouter } from '../src/trpc/portal-router.ts';
import type { PortalErrorShape } from '../src/trpc/trpc-error.ts';
import type {
  BotResponse,
  ChatResponse,
  ModerationActionResponse,
  PastSessionResponse,
  PermissionChangeResponse,
  SessionGeoResponse,
  SubscriptionChangeResponse,
} from '../src/users/history-schemas.ts';
import type {
  ProfileInput,
  UserDetailResponse,
  UserProfileResponse,
} from '../src/users/profile-schemas.ts';
import type { UpdatedUser, UpdateMeInput, UpdateMeResponse } from '../src/users/update-schemas.ts';
import type {
  CurrentUserResponse,
  LinkedPlatformResponse,
  UserPublicResponse,
} from '../src/users/user-schemas.ts';

/** The same fields and types, all the way down, with `readonly` left out of the comparison. */
type Plain<TValue> = { -readonly [TKey in keyof TValue]: Plain<TValue[TKey]> };
type Output<TSchema extends z.ZodType> = Plain<z.output<TSchema>>;

describe('what a shape puts out is what the domain calls', () => {
  test('the profiles and the current user', () => {
    expectTypeOf<Output<typeof UserPublicResponse>>().toEqualTypeOf<Plain<PublicProfile>>();
    expectTypeOf<Output<typeof CurrentUserResponse>>().toEqualTypeOf<Plain<CurrentUser>>();
    expectTypeOf<Output<typeof UserDetailResponse>>().toEqualTypeOf<Plain<DetailedProfile>>();
    expectTypeOf<Output<typeof UserProfileResponse>>().toEqualTypeOf<
      Plain<DetailedProfile | PublicProfile>
    >();
  });

  test('the parts of a profile', () => {
    expectTypeOf<Output<typeof LinkedPlatformResponse>>().toEqualTypeOf<Plain<LinkedPlatform>>();
    expectTypeOf<Output<typeof ModerationActionResponse>>().toEqualTypeOf<
      Plain<ModerationAction>
    >();
    expectTypeOf<Output<typeof ChatResponse>>().toEqualTypeOf<Plain<Chat>>();
    expectTypeOf<Output<typeof BotResponse>>().toEqualTypeOf<Plain<Bot>>();
    expectTypeOf<Output<typeof SubscriptionChangeResponse>>().toEqualTypeOf<
      Plain<SubscriptionChange>
    >();
    expectTypeOf<Output<typeof PermissionChangeResponse>>().toEqualTypeOf<
      Plain<PermissionChange>
    >();
    expectTypeOf<Output<typeof PastSessionResponse>>().toEqualTypeOf<Plain<PastSession>>();
    expectTypeOf<Output<typeof SessionGeoResponse>>().toEqualTypeOf<Plain<SessionGeo>>();
  });
});

describe('the service fits the shapes around it', () => {
  test('it may answer an update with its own type', () => {
    expectTypeOf<UpdatedUser>().toExtend<z.input<typeof UpdateMeResponse>>();
    expectTypeOf<UpdatedUser['user']>().toEqualTypeOf<CurrentUser>();
  });

  test('it takes what the inputs parse to', () => {
    expectTypeOf<z.output<typeof UpdateMeInput>>().toExtend<UserPatch>();
    expectTypeOf<z.output<typeof ProfileInput>>().toEqualTypeOf<{ username: string }>();
  });
});

describe('callers over tRPC', () => {
  type Inputs = inferRouterInputs<PortalRouter>['users'];
  type Outputs = inferRouterOutputs<PortalRouter>['users'];

  test('are offered strings and null for the fields of an update, and nothing else', () => {
    expectTypeOf<Inputs['updateMe']>().toEqualTypeOf<{
      username?: string | null | undefined;
      avatar_source?: string | null | undefined;
    }>();
    expectTypeOf<Inputs['profile']>().toEqualTypeOf<{ username: string }>();
    expectTypeOf<Inputs['me']>().toEqualTypeOf<void>();
  });

  test('get the types of the shapes', () => {
    expectTypeOf<Outputs['me']>().toEqualTypeOf<z.output<typeof CurrentUserResponse>>();
    expectTypeOf<Outputs['updateMe']['user']>().toEqualTypeOf<Outputs['me']>();
    expectTypeOf<Outputs['updateMe']['errors']>().toEqualTypeOf<{
      username?: string;
      avatar_source?: string;
    } | null>();
    expectTypeOf<Outputs['profile']>().toEqualTypeOf<z.output<typeof UserProfileResponse>>();
  });

  test('get errors typed as they are sent, correlation id and all', () => {
    expectTypeOf<inferRouterError<PortalRouter>>().toEqualTypeOf<PortalErrorShape>();
  });
});
