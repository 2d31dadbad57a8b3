import { mkdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { constants, homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * What a command does first. It is JavaScript so that the cache is there before Node loads what strips types, which
 * costs 15 MB and a third of a start.
 */
export function prepareProcess() {
  if (process.pid === 1) endOnSignals();
  cacheCompiledCode();
}

/** The kernel drops a signal that process 1 has no handler for: a container could not be stopped while it starts. */
function endOnSignals() {
  for (const signal of SIGNALS) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/**
 * Keeps what Node compiles, which halves the next start. What is in that folder is run, so it and those above it
 * must belong to this process's own user; Node's default is below /tmp. Without such a folder nothing is kept.
 */
function cacheCompiledCode() {
  try {
    const home = homedir();
    if (!isAbsolute(home) || !isOwn(home)) return;
    const cache = join(home, '.cache');
    const folder = join(cache, 'portal');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOwn(cache) && isOwn(folder)) module.enableCompileCache(folder);
  } catch {
    // No home, or one that cannot be written: a slower start is no failure.
  }
}

/** @param {string} folder */
function isOwn(folder) {
  return statSync(folder).uid === process.geteuid?.();
}
