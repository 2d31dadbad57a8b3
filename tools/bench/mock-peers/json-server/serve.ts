import { fromHere, serveCommand } from '../serve-command.ts';

await serveCommand('json-server/lib/cli/bin.js', (port) => [
  fromHere('json-server/resources.json'),
  '--routes',
  fromHere('json-server/routes.json'),
  '--host',
  '127.0.0.1',
  '--port',
  port,
  '--quiet',
]);
