import base from './src/vitest.ts';

export default base;
