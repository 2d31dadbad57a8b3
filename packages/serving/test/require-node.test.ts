import { fileURLToPath } from 'node:url';
import { spawnScript } from '@portal/workspace/spawn-program';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const SCRIPTS = ['apps/api/src/portal.js', 'apps/mock/src/portal-mock.js'];

test.each(SCRIPTS)('%s says in one line which Node it needs', async (script) => {
  // A Node that says it is 20 stands for one that is.
  const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;
  const env = { NODE_OPTIONS: `--import=${older}` };
  const { ended } = spawnScript(fileURLToPath(new URL(script, ROOT)), ['--help'], { env });
  expect(await ended).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr:
      'Portal needs Node 24 or newer, and this is 20.20.2: https://nodejs.org has it, and npx -y pnpm@12 brings it along.\n',
  });
});
