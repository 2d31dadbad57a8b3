import base from './vitest.config.ts';

/** The checks that take minutes: they run every night, not at every change. */
export default { ...base, test: { ...base['test'], include: ['test/**/*.long.ts'] } };
