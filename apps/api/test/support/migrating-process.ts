import { createInterface } from 'node:readline';
import { openDatabase } from '../../src/store/sqlite/file/open-database.ts';
import type { StatementRun } from '../../src/store/sqlite/statement.ts';
import { isQuestion } from './is-question.ts';

// Opens a database for each line of standard input, which is a file and the moment to begin, and answers
// with a line. Given a number, it dies without a last word right after that many statements but questions.
const fatalStatement = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);
let statements = 0;

process.stdout.write('waiting\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [file = '', moment = ''] = line.split('\t');
  while (performance.timeOrigin + performance.now() < Number(moment));
  const answer = await open(file).catch(String);
  process.stdout.write(`${answer}\n`);
}

async function open(file: string): Promise<string> {
  const db = await openDatabase(file, { create: true, onStatement: countDown });
  await db.close();
  return 'opened';
}

function countDown({ sql }: StatementRun): void {
  if (!isQuestion(sql)) statements += 1;
  if (statements === fatalStatement) process.kill(process.pid, 'SIGKILL');
}
