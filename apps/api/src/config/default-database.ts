/** Where the database is unless `--db` or `PORTAL_DB` says otherwise. */
export const DEFAULT_DATABASE = 'data/portal.db';
