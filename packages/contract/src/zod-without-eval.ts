import { z } from 'zod';

/**
 * Turns zod's compilation off in pages and workers. If `script-src` forbids it, each try is reported as a violation.
 * Must be imported before any schema is created, because zod tries it then.
 */
if ('location' in globalThis) z.config({ jitless: true });
