import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Fault } from '../check/fault.ts';
import type { SqliteFile } from '../open-for-reading.ts';

/** Where SQLite's header has the four bytes of `user_version`, which Portal has no other use for. */
const FIELD = { at: 60, length: 4 };
const CHUNK = 1024 * 1024;

/**
 * Writes a checksum of all its other bytes into a finished backup. SQLite notices damage to its structure,
 * but not a changed letter in a name.
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

/** A database in use has a WAL, and what is in the field means nothing any more. */
export function isChecksummed(sqlite: SqliteFile): boolean {
  const journal = sqlite.pragma('journal_mode', { simple: true });
  return journal !== 'wal' && sqlite.pragma('user_version', { simple: true }) !== 0;
}

/** To be called while this process has no connection to the file, whose locks it would let go of. */
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

/** CRC-32 of a file with the field taken as zeros; never 0, which means that there is no checksum. */
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
