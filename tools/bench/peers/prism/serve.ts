import { fromHere, serveCommand } from './serve-command.ts';

// Prism answers with the first example of the document, which is the documented one.
const DOCUMENT = fromHere('../../../../packages/contract/openapi.json');

await serveCommand('@stoplight/prism-cli/dist/index.js', (port) => [
  'mock',
  DOCUMENT,
  '--port',
  port,
  '--verboseLevel',
  'silent',
  // In production it forks, and this version cannot fork on this Node.
  '--no-multiprocess',
]);
