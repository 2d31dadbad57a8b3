import base from '@portal/tooling/vitest';

export default base;
