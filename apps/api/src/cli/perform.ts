import type { Timestamp } from '@portal/domain';
import { OperatorError } from '@portal/serving/operator-error';
import { moveClock } from '../clock.repository.ts';
import { systemClock } from '../clock.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import { findDatabaseFailure } from '../store/sqlite/database-failure.ts';
import type { Settled } from '../store/sqlite/transaction.ts';
import type { CommonOptions } from './command-options.ts';
import { toTerminal } from './to-terminal.ts';

/** One change of an administrator: what it does to the database, and its result in words. */
export interface Change<TResult extends object> {
  readonly work: (trx: Connection, now: Timestamp) => Settled<TResult>;
  readonly format: (result: TResult) => string;
}

/** Makes a change in one transaction, beside a server that may be running, and prints its result. */
export async function perform<TResult extends object>(
  options: CommonOptions,
  { work, format }: Change<TResult>,
): Promise<void> {
  const result = await withDatabase(options.db, (db) =>
    db.write((trx) => work(trx, moveClock(trx, systemClock()))),
  );
  print(options, result, format);
}

/** Runs work on an open database and closes it; throws an OperatorError if the database cannot answer. */
export async function withDatabase<TResult>(
  file: string,
  work: (db: Database) => TResult | Promise<TResult>,
): Promise<TResult> {
  const { openDatabase } = await import('../store/sqlite/file/open-database.ts');
  const db = await openDatabase(file, { create: false });
  try {
    return await work(db);
  } catch (error) {
    const failure = findDatabaseFailure(error);
    if (failure === undefined) throw error;
    throw new OperatorError(
      failure === 'busy'
        ? 'the database is busy; try again'
        : `the database cannot be written: ${(error as Error).message}`,
      { cause: error },
    );
  } finally {
    await db.close();
  }
}

/** One JSON object, or a sentence for a person. */
export function print<TResult extends object>(
  options: Pick<CommonOptions, 'json'>,
  result: TResult,
  format: (result: TResult) => string,
): void {
  process.stdout.write(`${options.json ? JSON.stringify(result) : toTerminal(format(result))}\n`);
}
