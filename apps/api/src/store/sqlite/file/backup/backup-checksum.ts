import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Fault } from '../check/fault.ts';
import type { SqliteFile } from '../open-for-reading.ts';

/** Offset of the four bytes of `user_version` in SQLite's header. Portal has no other use for them. */
const FIELD = { at: 60, length: 4 };
const CHUNK = 1024 * 1024;

/**
 * Writes a checksum of all other bytes into a finished backup. SQLite notices damage to the structure of a file, but
 * not a changed letter in a name.
 */
export function writeChecksum(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    const field = Buffer.alloc(FIELD.length);
    field.writeUInt32BE(checksum(handle));
    writeSync(handle, field, 0, FIELD.length, FIELD.at);
  } finally {
    closeSync(handle);
  }
}

/** If the database is in use, it has a WAL, and the value of the field means nothing. */
export function isChecksummed(sqlite: SqliteFile): boolean {
  const journal = sqlite.pragma('journal_mode', { simple: true });
  return journal !== 'wal' && sqlite.pragma('user_version', { simple: true }) !== 0;
}

/** Call it only while this process has no connection to the file, because it releases the locks of that connection. */
export function findChecksumFaults(path: string): readonly Fault[] {
  const handle = openSync(path, 'r');
  try {
    const field = Buffer.alloc(FIELD.length);
    readSync(handle, field, 0, FIELD.length, FIELD.at);
    if (field.readUInt32BE() === checksum(handle)) return [];
    return [{ fault: 'the checksum that the backup was made with is not that of its bytes' }];
  } finally {
    closeSync(handle);
  }
}

/** CRC-32 of a file with the field as zeros. It is never 0, because 0 means that there is no checksum. */
function checksum(handle: number): number {
  const chunk = Buffer.alloc(CHUNK);
  let sum = 0;
  for (let at = 0; ; ) {
    const length = readSync(handle, chunk, 0, CHUNK, at);
    if (length === 0) return sum || 1;
    if (at === 0) chunk.fill(0, FIELD.at, FIELD.at + FIELD.length);
    sum = crc32(chunk.subarray(0, length), sum);
    at += length;
  }
}
