import { usersRouter } from '../users/users.router.ts';
import { router } from './trpc.ts';

/** The whole contract as tRPC procedures; clients need only its type. */
export const portalRouter = router({ users: usersRouter });

export type PortalRouter = typeof portalRouter;
