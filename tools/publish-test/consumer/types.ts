import type {
  CurrentUser,
  PortalClient,
  PortalClientOptions,
  PortalError,
  Profile,
} from '@portal/client';
import type {
  CurrentUserResponse,
  ErrorResponse,
  ExampleName,
  OperationId,
  PortalErrorShape,
  PortalRouter,
  UserProfileResponse,
} from '@portal/contract';
import type { User, UserFieldErrors } from '@portal/domain';
import type { Mock, MockOptions } from '@portal/mocks';
import type { HandlerOptions, OverrideOptions } from '@portal/mocks/msw';
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { z } from 'zod';

/** Whether a type is `any` or `unknown`, or holds one at any depth: an editor would have nothing to offer. */
type IsLoose<T> = unknown extends T
  ? true
  : T extends readonly (infer TItem)[]
    ? IsLoose<TItem>
    : T extends (...given: never) => unknown
      ? false
      : T extends object
        ? true extends { [TKey in keyof T]: IsLoose<T[TKey]> }[keyof T]
          ? true
          : false
        : false;

type IsSame<TOne, TOther> =
  (<T>() => T extends TOne ? 1 : 2) extends <T>() => T extends TOther ? 1 : 2 ? true : false;

type Inputs = inferRouterInputs<PortalRouter>;
type Outputs = inferRouterOutputs<PortalRouter>;

export const loose: {
  readonly any: IsLoose<{ deep: readonly { deeper?: ReturnType<typeof JSON.parse> }[] }>;
  readonly unknown: IsLoose<{ deep: readonly { deeper: unknown }[] }>;
  readonly inputs: IsLoose<Inputs>;
  readonly outputs: IsLoose<Outputs>;
  readonly error: IsLoose<inferRouterError<PortalRouter>>;
  readonly client: IsLoose<keyof PortalClient['users']>;
  readonly clientOptions: IsLoose<PortalClientOptions>;
  readonly clientError: IsLoose<Omit<PortalError, 'cause' | 'meta'>>;
  readonly user: IsLoose<User>;
  readonly fieldErrors: IsLoose<UserFieldErrors>;
  readonly restError: IsLoose<z.infer<typeof ErrorResponse>>;
  readonly mockOptions: IsLoose<MockOptions>;
  readonly handlerOptions: IsLoose<HandlerOptions>;
  readonly overrideOptions: IsLoose<OverrideOptions>;
} = {
  any: true,
  unknown: true,
  inputs: false,
  outputs: false,
  error: false,
  client: false,
  clientOptions: false,
  clientError: false,
  user: false,
  fieldErrors: false,
  restError: false,
  mockOptions: false,
  handlerOptions: false,
  overrideOptions: false,
};

export const same: {
  readonly operations: IsSame<OperationId, 'users.me' | 'users.profile' | 'users.updateMe'>;
  readonly groups: IsSame<
    keyof Outputs['users'],
    'destroySession' | 'me' | 'profile' | 'sessions' | 'updateMe'
  >;
  readonly input: IsSame<Inputs['users']['profile'], { username: string }>;
  readonly tier: IsSame<Outputs['users']['me']['subscription_tier'], 0 | 1 | 2 | 3>;
  readonly me: IsSame<Outputs['users']['me'], z.infer<typeof CurrentUserResponse>>;
  readonly profile: IsSame<Outputs['users']['profile'], z.infer<typeof UserProfileResponse>>;
  readonly client: IsSame<Awaited<ReturnType<PortalClient['users']['me']['query']>>, CurrentUser>;
  readonly clientProfile: IsSame<Outputs['users']['profile'], Profile>;
  readonly error: IsSame<inferRouterError<PortalRouter>, PortalErrorShape>;
  readonly mock: IsSame<ReturnType<Mock['fetch']>, Promise<Response>>;
  readonly example: 'not-found' extends ExampleName<'users.profile'> ? true : false;
} = {
  operations: true,
  groups: true,
  input: true,
  tier: true,
  me: true,
  profile: true,
  client: true,
  clientProfile: true,
  error: true,
  mock: true,
  example: true,
};
