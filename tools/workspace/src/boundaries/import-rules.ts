/** Which of our packages, and which outside ones, the source of a package may import. */
export interface ImportRule {
  readonly ours: readonly string[];
  /** Undefined: whatever its package.json declares. */
  readonly outside?: readonly string[];
  /** What a wrong import is told. */
  readonly message: string;
}

const PACKAGE_RULE = 'Packages import the domain and the contract, never an app or each other.';
const APP_RULE =
  'Apps import packages, never another app: what two apps need belongs in a package.';
const FOUNDATION = ['@portal/domain', '@portal/contract'];

const beside: ImportRule = { ours: FOUNDATION, message: PACKAGE_RULE };
const app: ImportRule = {
  ours: [
    ...FOUNDATION,
    '@portal/client',
    '@portal/mocks',
    '@portal/conformance',
    '@portal/server',
    '@portal/serving',
  ],
  message: APP_RULE,
};
/** What measures and tortures Portal is a tool of the workspace, and is shipped to nobody. */
const tool: ImportRule = { ...app, ours: [...app.ours, '@portal/workspace'] };
const example: ImportRule = {
  ours: ['@portal/contract', '@portal/client', '@portal/mocks'],
  message: 'Examples import what a consumer installs, never an app.',
};

/**
 * `domain <- contract <- {server, client, conformance}`, `server <- mocks`, all of them <- `{apps, tools, examples}`, by
 * folder: the longest that fits a file is its own, and a file that none fits is an error.
 */
export const importRules: Readonly<Record<string, ImportRule>> = {
  'packages/domain': {
    ours: [],
    outside: [],
    message: 'The domain imports only its own files: take what you need as an argument.',
  },
  'packages/contract': {
    ours: ['@portal/domain'],
    outside: ['zod', '@trpc/server'],
    message:
      'The contract imports the domain, zod and @trpc/server: the rest belongs to who implements it.',
  },
  'packages/server': {
    ours: FOUNDATION,
    outside: ['hono', '@trpc/server', 'zod'],
    message: 'The server runs in browsers too: what needs Node or its adapter belongs in src/node.',
  },
  'packages/server/src/node': { ours: FOUNDATION, message: PACKAGE_RULE },
  'packages/client': beside,
  'packages/mocks': { ...beside, ours: [...FOUNDATION, '@portal/server'] },
  'packages/conformance': beside,
  'packages/serving': beside,
  'tools/publish-test': {
    ours: [],
    message:
      'What is published is used from its tarballs, as a stranger would, never from its source.',
  },
  'tools/workspace': { ours: [], message: 'The tooling serves every package and imports none.' },
  'apps/api': app,
  'apps/mock': app,
  'apps/bot': app,
  'tools/bench': tool,
  // It starts `portal` as a process, and imports nothing of it.
  'tools/torture': tool,
  // Its previews of avatars are made by the rule itself.
  'examples/react-settings': { ...example, ours: [...example.ours, '@portal/domain'] },
  'examples/rest-callers': example,
};

/** What tests and settings may import everywhere besides. */
export const TEST_IMPORTS: readonly string[] = ['vitest', 'fast-check', '@portal/workspace'];
