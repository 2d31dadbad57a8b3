import type { UsersService } from '../users/users.service.ts';

/** Everything a server of this contract implements; a new group of operations is a new member here. */
export interface PortalService {
  readonly users: UsersService;
}
