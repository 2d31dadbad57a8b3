/** What one scrape said: the value of each series, under its name and labels as they were sent. */
export type Series = ReadonlyMap<string, number>;

const SAMPLE = /^([a-z_:][\w:]*)(\{(?:[a-z_]\w*="(?:[^"\\\n]|\\[\\n"])*",?)*\})? (\S+)$/i;
const COMMENT = /^# (HELP|TYPE) ([a-z_:][\w:]*) (.+)$/i;
const TYPES = ['counter', 'gauge', 'histogram', 'summary'];

/** Parses Prometheus's text format 0.0.4, strictly: every family with help and type before its samples, no series twice. */
export function parseExposition(text: string): Series {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const series = new Map<string, number>();
  const told = new Map<string, Set<string>>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, keyword, family = '', rest = ''] = COMMENT.exec(line) ?? [];
    if (keyword === undefined) readSample(line, told, series);
    else if (told.get(family)?.has(keyword)) throw new Error(`said twice: ${line}`);
    else if (keyword === 'TYPE' && !TYPES.includes(rest)) throw new Error(`no type: ${line}`);
    else told.set(family, new Set([...(told.get(family) ?? []), keyword]));
  }
  return series;
}

function readSample(
  line: string,
  told: ReadonlyMap<string, ReadonlySet<string>>,
  series: Map<string, number>,
): void {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  const family = told.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
  if (told.get(family)?.size !== 2) throw new Error(`neither help nor type before: ${line}`);
  if (series.has(name + labels)) throw new Error(`sent twice: ${line}`);
  const number = value === 'Nan' ? Number.NaN : Number(value);
  if (Number.isNaN(number) && value !== 'Nan') throw new Error(`no number: ${line}`);
  series.set(name + labels, number);
}
