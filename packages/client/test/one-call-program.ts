import { createPortalClient } from '../src/index.ts';

/** Makes one call that may take an hour, and has nothing else to do. */
const portal = createPortalClient({ url: process.argv[2] ?? '', timeout: 3_600_000 });
process.stdout.write(String(await portal.users.me.query()));
