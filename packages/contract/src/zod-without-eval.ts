import { z } from 'zod';

/**
 * In pages and workers zod compiles nothing, whether they may or not: where `script-src` forbids it, each try is
 * reported as a violation. Imported before any schema is made, since zod tries then.
 */
if ('location' in globalThis) z.config({ jitless: true });
