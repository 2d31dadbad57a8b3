import { openFile, type SignedInUser } from '../portal/population.ts';

const ACTIONS = 100;
const LARGE = 20_000;
/** Bytes that it has at least. */
export const LARGE_PROFILE = ACTIONS * LARGE;

/** Makes the profile of a user about 2 MB large for whoever may see all of it. */
export function enlargeProfile(file: string, { id }: SignedInUser): void {
  using database = openFile(file);
  const { sqlite } = database;
  const add = sqlite.prepare(
    `insert into moderation_actions (user_id, action_type, reason, created_at)
     values (?, 'PLATFORM_WARNING', ?, '2026-01-01T00:00:00Z')`,
  );
  sqlite.transaction(() => {
    for (let count = 0; count < ACTIONS; count++) add.run(id, 'x'.repeat(LARGE));
  })();
}
