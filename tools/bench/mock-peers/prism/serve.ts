import { fromHere, serveCommand } from '../serve-command.ts';

// Of the examples that the document has, the documented one comes first, and is what Prism answers.
const DOCUMENT = fromHere('../../../packages/contract/openapi.json');

await serveCommand('@stoplight/prism-cli/dist/index.js', (port) => [
  'mock',
  DOCUMENT,
  '--port',
  port,
  '--verboseLevel',
  'silent',
  // In production it forks, which this version cannot do on this Node.
  '--no-multiprocess',
]);
