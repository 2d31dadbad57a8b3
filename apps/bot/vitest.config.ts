import base from '@portal/workspace/vitest';

export default base;
