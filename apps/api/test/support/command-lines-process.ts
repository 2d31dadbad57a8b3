import { createInterface } from 'node:readline';

// Runs the command line once for each line of standard input, a JSON list of arguments, and answers each
// with how it ended. Start-up is most of what a command costs; here a whole list pays it once.
const written = { stdout: '', stderr: '' };
const answer = process.stdout.write.bind(process.stdout);
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = (text: string | Uint8Array) => {
    written[name] += text;
    return true;
  };
}

class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

process.exit = (code) => {
  throw new Exit(Number(code ?? 0));
};

let run = 0;
for await (const line of createInterface({ input: process.stdin })) {
  run += 1;
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...JSON.parse(line));
  const code = await runEntry(`../../src/portal.js?${run}`);
  answer(`${JSON.stringify({ code, signal: null, ...written })}\n`);
  Object.assign(written, { stdout: '', stderr: '' });
}

/** Evaluates the entry file afresh: the query makes it another module, and all it imports is there already. */
async function runEntry(entry: string): Promise<number> {
  process.exitCode = 0;
  try {
    await import(entry);
    return Number(process.exitCode);
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  } finally {
    process.exitCode = 0;
    for (const name of ['stdout', 'stderr'] as const) process[name].removeAllListeners('error');
  }
}
