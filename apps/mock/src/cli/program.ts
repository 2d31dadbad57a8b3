import { addVersionOption } from '@portal/serving/add-version-option';
import { refuseInOneLine } from '@portal/serving/refuse-in-one-line';
import { Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { collectOrigin, type MockServerOptions, parseHost, parsePort } from './command-options.ts';

interface ProgramOptions extends Omit<MockServerOptions, 'corsOrigins'> {
  readonly corsOrigin: readonly string[];
  readonly watch?: boolean;
}

/** The whole command line. What serves is imported when it is to serve, so that `--help` is quick. */
export function createProgram(): Command {
  const program = new Command('portal-mock')
    .description('Serve a mock of Portal: REST, tRPC, and a console page at /__mock.')
    .option('--port <n>', 'the port to listen on; 0 takes any free one', parsePort, 4010)
    .option('--host <host>', 'the address to listen on', parseHost, '127.0.0.1')
    .addOption(
      new Option('--mode <mode>', 'the documented payloads, or state per session')
        .choices(['examples', 'live'])
        .default('examples'),
    )
    .option(
      '--cors-origin <origin>',
      'an origin beside those of this machine whose pages may call; repeatable',
      collectOrigin,
      [],
    )
    .option('--watch', 'restart when a file changes; what sessions changed is forgotten')
    .allowExcessArguments(false)
    .action(run);
  addVersionOption(program, manifest.version);
  refuseInOneLine(program);
  return program;
}

async function run({ watch = false, corsOrigin, ...options }: ProgramOptions): Promise<void> {
  if (watch) {
    const { watchAndRestart } = await import('./watch.ts');
    return watchAndRestart();
  }
  const { serve } = await import('./serve.ts');
  await serve({ ...options, corsOrigins: corsOrigin });
}
