import base from './vitest.config.ts';

/** The short form of every scenario: it takes minutes, so it runs every night, not at every change. */
export default { ...base, test: { ...base['test'], include: ['test/**/*.long.ts'] } };
