import type {
  Histories,
  ModerationAction,
  PermissionLevel,
  ProfileSight,
  SessionTimes,
  User,
} from '@portal/domain';

/** A session with what is needed to judge it. */
export interface StoredSession extends SessionTimes {
  readonly user_id: number;
  readonly permission_level: PermissionLevel;
}

/** A user without the actions that may restrict them, which not every answer needs. */
export type StoredUser = Omit<User, 'sanctions'>;

/** What the peers ask of a database; each way of asking one implements it. */
export interface AccountStore {
  findSession(tokenHash: string): StoredSession | undefined;
  findUserById(id: number): StoredUser | undefined;
  findUserByKey(usernameKey: string): StoredUser | undefined;
  findIdByKey(usernameKey: string): number | undefined;
  /** Platform timeouts and bans that nobody has lifted. */
  findSanctions(userId: number): readonly ModerationAction[];
  /** The histories that viewers of that tier see. */
  findHistories(user: StoredUser, view: ProfileSight): Histories;
  storeUser(user: StoredUser): void;
  /** Runs work in a transaction that holds the write lock from its start. */
  inTransaction<TResult>(work: () => TResult): TResult;
  close(): void;
}
