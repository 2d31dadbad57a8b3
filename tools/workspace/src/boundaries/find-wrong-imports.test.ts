import { expect, test } from 'vitest';
import { findWrongImports } from './find-wrong-imports.ts';

const wrong = [
  ['packages/domain/src/x.ts', 'zod', 'only its own files'],
  ['packages/domain/src/x.ts', 'node:fs', 'only its own files'],
  ['packages/domain/src/x.ts', 'vitest', 'only its own files'],
  ['packages/domain/src/x.ts', '@portal/contract', 'only its own files'],
  ['packages/domain/src/x.test.ts', '@portal/contract', 'only its own files'],
  ['packages/contract/src/x.ts', 'hono', 'the domain, zod and @trpc/server'],
  ['packages/contract/src/x.ts', '@trpc/client', 'the domain, zod and @trpc/server'],
  ['packages/contract/src/x.ts', '@portal/mocks', 'the domain, zod and @trpc/server'],
  ['packages/contract/src/users/x.ts', '../../../domain/src/user.ts', 'by its name'],
  ['packages/server/src/x.ts', 'node:http', 'runs in browsers too'],
  ['packages/server/src/x.ts', '@hono/node-server', 'runs in browsers too'],
  ['packages/server/src/middleware/x.ts', 'pino', 'runs in browsers too'],
  ['packages/server/src/node/x.ts', '@portal/mocks', 'never an app or each other'],
  ['packages/mocks/src/x.ts', '@portal/conformance', 'never an app or each other'],
  ['packages/conformance/src/x.ts', '@portal/api', 'never an app or each other'],
  ['packages/client/src/x.ts', '@portal/contract/src/index.ts', 'what its package.json exports'],
  ['tools/publish-test/test/x.ts', '@portal/contract', 'from its tarballs'],
  ['tools/workspace/src/x.ts', '@portal/domain', 'imports none'],
  ['apps/mock/src/x.ts', '@portal/api', 'never another app'],
  ['apps/api/src/x.ts', '@portal/workspace/vitest', 'never another app'],
  ['apps/api/test/x.ts', '../../mock/src/serve.ts', 'by its name'],
  ['examples/react-settings/src/x.tsx', '@portal/api', 'what a consumer installs'],
  ['examples/rest-callers/settings.mjs', '@portal/api', 'what a consumer installs'],
  ['examples/rest-callers/test/x.ts', '@portal/domain', 'what a consumer installs'],
  ['examples/rest-callers/settings.mjs', '../../apps/api/src/serve.ts', 'by its name'],
  ['packages/new/src/x.ts', '@portal/domain', 'has no import rule'],
] as const;

test.each(wrong)('%s may not import %s', (file, imported, rule) => {
  const found = findWrongImports(file, `import { x } from '${imported}';`);
  expect(found).toEqual([{ file, imported, rule: expect.stringContaining(rule) }]);
});

const right = [
  ['packages/domain/src/users/x.ts', '../result.ts'],
  ['packages/domain/test/x.ts', 'fast-check'],
  ['packages/domain/vitest.config.ts', '@portal/workspace/vitest'],
  ['packages/contract/src/x.ts', '@portal/domain'],
  ['packages/contract/src/x.ts', '@trpc/server/adapters/fetch'],
  ['packages/contract/src/x.test.ts', 'node:fs'],
  ['packages/server/src/x.ts', 'hono/cookie'],
  ['packages/server/src/node/x.ts', 'node:http'],
  ['packages/server/src/node/x.ts', '@hono/node-server'],
  ['packages/mocks/src/x.ts', '@portal/contract'],
  ['packages/mocks/src/x.ts', '@portal/server'],
  ['apps/mock/src/x.ts', '@portal/contract/openapi.json'],
  ['apps/mock/src/x.ts', '@portal/mocks/msw'],
  ['apps/api/src/x.ts', 'kysely'],
  ['apps/api/test/x.ts', '@portal/conformance'],
  ['apps/mock/test/x.ts', '@portal/conformance/vitest'],
  ['examples/react-settings/src/x.tsx', '@portal/domain'],
  ['examples/react-settings/test/x.ts', '@portal/workspace/chromium'],
  ['examples/rest-callers/settings.mjs', '@portal/client'],
] as const;

test.each(right)('%s may import %s', (file, imported) => {
  expect(findWrongImports(file, `import { x } from '${imported}';`)).toEqual([]);
});

test.each([
  "import type { z } from 'zod';",
  "import 'zod';",
  "export * from 'zod';",
  "export { z } from 'zod';",
  "const { z } = await import('zod');",
])('sees every form of an import: %s', (line) => {
  expect(findWrongImports('packages/domain/src/x.ts', line)).toHaveLength(1);
});
