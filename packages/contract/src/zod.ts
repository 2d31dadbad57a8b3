import { z } from 'zod';

/**
 * In pages and workers zod compiles nothing, whether it may or not: if `script-src` forbids it, each try is reported
 * as a violation. Every schema imports zod from here, since zod tries when a schema is made.
 */
if ('location' in globalThis) z.config({ jitless: true });

export { z };
