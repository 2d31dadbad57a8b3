import { fromHere, serveCommand } from '../serve-command.ts';

// Of the OpenAPI document it would make a new answer each time; this is what its editor stores.
const ENVIRONMENT = fromHere('mockoon/environment.json');

await serveCommand('@mockoon/cli/bin/run.js', (port) => [
  'start',
  '--data',
  ENVIRONMENT,
  '--hostname',
  '127.0.0.1',
  '--port',
  port,
  '--disable-admin-api',
  '--disable-log-to-file',
]);
