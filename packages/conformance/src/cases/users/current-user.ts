import type { UpdatedUser } from '@portal/contract';
import type { CurrentUser } from '@portal/domain';
import { expectSame, requireValueOf } from '../../client/expect-response.ts';
import type { Session } from '../../client/session.ts';
import type { TestClient } from '../../client/test-client.ts';
import type { Transport } from '../../client/transport.ts';
import { loosen } from '../../json/loosen.ts';
import { toAvatarUrl } from '../../oracle/user-views.ts';
import { me, updateMe } from './user-rows.ts';

/** A session whose reads and updates all go over one transport. */
export interface Updater {
  readonly session: Session;
  read(): Promise<CurrentUser>;
  /** Throws unless the answer is the user as expected, apart from the moments that move, and these errors. */
  update(input: unknown, expected: ExpectedUpdate): Promise<CurrentUser>;
}

export interface ExpectedUpdate {
  readonly before: CurrentUser;
  /** The fields that change; the others stay. */
  readonly changes?: Partial<CurrentUser>;
  readonly errors?: UpdatedUser['errors'];
}

/** What a session reads of its own user, over REST. */
export async function readMe(client: TestClient, session: Session): Promise<CurrentUser> {
  return requireValueOf(await client.call(session, { operation: me }, 'REST'));
}

export async function createUpdater(
  client: TestClient,
  viewer: Session['viewer'],
  over: Transport,
): Promise<Updater> {
  const session = await client.signIn(viewer);
  return {
    session,
    read: async () => requireValueOf(await client.call(session, { operation: me }, over)),
    async update(input, { before, changes = {}, errors = null }) {
      const answer = await client.call(session, { operation: updateMe, input }, over);
      const { user, ...rest } = requireValueOf<UpdatedUser>(answer);
      expectSame(answer.asked, { errors }, rest);
      expectUser(answer.asked, { ...before, ...changes }, user);
      if (Object.keys(changes).length === 0) {
        expectSame(`${answer.asked}, which stores nothing`, before.updated_at, user.updated_at);
      }
      return user;
    },
  };
}

/** The same user, apart from the moments that move. */
export function expectUser(asked: string, expected: CurrentUser, actual: CurrentUser): void {
  const moving = ['last_activity_at', 'updated_at'];
  expectSame(asked, loosen(expected, moving), loosen(actual, moving));
}

const NAME_LENGTH = 10;

/** A name that nobody has, not even a user the suite does not know of. */
export function unusedName(): string {
  return `conf-${crypto.randomUUID().replaceAll('-', '').slice(0, NAME_LENGTH)}`;
}

/** The URL of a default avatar. */
export function defaultAvatarUrl(avatar_source: `discord_${number}`): string | null {
  return toAvatarUrl({ avatar_source, linked_platforms: [] });
}
