import { createPortalClient } from '@portal/client';
import { UpdateMeResponse } from '@portal/contract';
import { decideUpdate, type PermissionLevel } from '@portal/domain';
import { createMock } from '@portal/mocks';
import { createHandlers, mock } from '@portal/mocks/msw';

// TS2322: Type 'number' is not assignable to type 'string | URL'.
const portal = createPortalClient({ url: 3000 });

// TS2322: Type 'number' is not assignable to type 'string'.
portal.users.profile.query({ username: 42 });

// TS2554: Expected 1-2 arguments, but got 0.
portal.users.profile.query();

// TS2353: Object literal may only specify known properties, and 'nickname' does not exist in type '{ username?: string | null | undefined; avatar_source?: string | null | undefined; }'.
portal.users.updateMe.mutate({ nickname: 'new' });

// TS2339: Property 'email' does not exist on type '{ username?: string | undefined; avatar_source?: string | undefined; }'.
(await portal.users.updateMe.mutate({})).errors?.email;

// TS2531: Object is possibly 'null'.
UpdateMeResponse.parse({}).errors.username;

// TS2554: Expected 3 arguments, but got 0.
decideUpdate();

// TS2322: Type '4' is not assignable to type 'PermissionLevel'.
export const level: PermissionLevel = 4;

// TS2322: Type '"dead"' is not assignable to type 'MockMode | undefined'.
createMock({ mode: 'dead' });

// TS2345: Argument of type '"not-fund"' is not assignable to parameter of type 'ExampleName<"users.profile">'.
mock.users.profile('not-fund');

// TS2322: Type '"nobody"' is not assignable to type '"admin" | "anonymous" | "banned" | "moderator" | "owner" | "timed_out" | "user" | undefined'.
createHandlers({ viewer: 'nobody' });
