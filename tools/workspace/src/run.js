import { existsSync } from 'node:fs';

// JavaScript for any Node: where an install failed, it is the machine's own Node that comes here.
const isInstalled = existsSync(new URL('../../../node_modules/.bin/turbo', import.meta.url));
if (!isInstalled || Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    'The dependencies are not installed, for the reason above. When it is put right, run: npx -y pnpm@12 install\n',
  );
  process.exit(1);
}
const [script] = process.argv.splice(2, 1);
await import(script);
