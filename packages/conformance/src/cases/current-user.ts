import type { UpdatedUser } from '@portal/contract';
import type { CurrentUser } from '@portal/domain';
import type { Asker, Session } from '../asking/asker.ts';
import { expectSame, requireValueOf } from '../asking/expect-answer.ts';
import type { Transport } from '../asking/transport.ts';
import { loosen } from '../json/loosen.ts';

/** A session whose reads and updates all go over one transport. */
export interface Updater {
  readonly session: Session;
  me(): Promise<CurrentUser>;
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
export async function readMe(ask: Asker, session: Session): Promise<CurrentUser> {
  return requireValueOf(await ask.ask(session, { operation: 'users.me' }, 'REST'));
}

export async function becomeUpdater(
  ask: Asker,
  viewer: Session['viewer'],
  over: Transport,
): Promise<Updater> {
  const session = await ask.signIn(viewer);
  return {
    session,
    me: async () => requireValueOf(await ask.ask(session, { operation: 'users.me' }, over)),
    async update(input, { before, changes = {}, errors = null }) {
      const answer = await ask.ask(session, { operation: 'users.updateMe', input }, over);
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

/** The URL a default avatar is shown from. */
export function defaultAvatarUrl(source: `discord_${number}`): string {
  return `https://cdn.discordapp.com/embed/avatars/${source.at(-1)}.png`;
}
