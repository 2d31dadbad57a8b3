import type { Outcome, Viewer } from '@portal/contract';
import type { Clock } from '../clock.ts';
import type { Connection } from '../store/sqlite/connection.ts';
import type { Database } from '../store/sqlite/database.ts';
import type { Settled } from '../store/sqlite/transaction.ts';
import { toViewer } from './authenticate.ts';
import { findSessionById } from './session.repository.ts';

/**
 * Runs work in a writing transaction for a viewer. The session is checked again there: another process may have
 * ended it or banned its user while this waited for the write lock (OWASP ASVS 8.3.2).
 */
export function writeAs<TValue>(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  viewer: Viewer,
  work: (trx: Connection, now: string) => Settled<Outcome<TValue>>,
): Promise<Outcome<TValue>> {
  return db.write((trx): Outcome<TValue> => {
    const now = clock();
    const current = toViewer(trx, findSessionById(trx, viewer.session_id), now);
    return current.ok ? work(trx, now) : current;
  });
}
