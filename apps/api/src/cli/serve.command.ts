import { Command } from 'commander';

export function createServeCommand(): Command {
  return new Command('serve')
    .description('serve the API until it is told to stop')
    .option('--db <file>', 'the database file (PORTAL_DB)')
    .option('--host <host>', 'the address to listen on (HOST)')
    .option('--port <n>', 'the port to listen on; 0 takes any free one (PORT)')
    .option('--demo', 'fill the database with a demonstration')
    .option('--json', 'print one JSON object when ready')
    .action(async (options) => (await import('./serve.ts')).serve(options));
}
