import { findMarks } from '../world/marks.ts';

export interface LogVerdict {
  /** Lines that are no JSON object. */
  readonly broken: number;
  /** Answers without a log line, or with more than one. */
  readonly unlogged: number;
  /** Lines of requests that got no answer here. */
  readonly unknown: number;
  /** Lines above `info`. */
  readonly alarms: readonly string[];
  /** Lines that hold a private value, a token or its hash. */
  readonly leaks: number;
}

const TOKEN_OR_HASH = /[0-9a-f]{64}/i;

/** Holds the log of a run against the correlation ids of its answers. */
export function checkLog(log: string, answered: readonly string[]): LogVerdict {
  const lines = log.split('\n').filter((line) => line !== '');
  const records = lines.map(parse);
  const logged = new Map<string, number>();
  for (const record of records) {
    if (record?.['status'] === undefined) continue;
    const id = String(record['correlation_id']);
    logged.set(id, (logged.get(id) ?? 0) + 1);
  }
  const ids = new Set(answered);
  return {
    broken: records.filter((record) => record === undefined).length,
    unlogged: answered.filter((id) => logged.get(id) !== 1).length,
    unknown: [...logged.keys()].filter((id) => !ids.has(id)).length,
    alarms: lines.filter((_, at) =>
      ['warn', 'error', 'fatal'].includes(String(records[at]?.['level'])),
    ),
    leaks: lines.filter((line) => TOKEN_OR_HASH.test(line) || findMarks(line).length > 0).length,
  };
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
