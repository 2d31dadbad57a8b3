import type { Histogram, Registry } from '@prometheus-io/client';

export interface TallyOptions {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, ascending; what is above all of them counts too. */
  readonly buckets: readonly number[];
}

/** Makes the series of some labels, to be made once and kept; what it returns counts a value. */
export type AddSeries = (labels: Readonly<Record<string, string>>) => (value: number) => void;

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** How many values fell in each bucket alone; the last one is for those above all bounds. */
  readonly counts: number[];
  sum: number;
}

/**
 * A histogram whose counting is a few additions, for what happens at every request: the library's
 * checks labels each time. The library still writes it out, when it is asked for.
 */
export function createTallyHistogram(registry: Registry, options: TallyOptions): AddSeries {
  const { name, help, buckets } = options;
  const all: Series[] = [];
  const get = async () => {
    return {
      name,
      help,
      type: 'histogram',
      values: all.flatMap((each) => toValues(each, options)),
    };
  };
  // The registry asks a metric for its name and its values, and is typed for its own classes alone.
  registry.registerMetric({ name, get } as unknown as Histogram);
  return (labels) => {
    const counts = Array<number>(buckets.length + 1).fill(0);
    const series: Series = { labels, counts, sum: 0 };
    all.push(series);
    return (value) => {
      let at = 0;
      while (at < buckets.length && value > (buckets[at] ?? 0)) at += 1;
      counts[at] = (counts[at] ?? 0) + 1;
      series.sum += value;
    };
  };
}

function toValues({ labels, counts, sum }: Series, { name, buckets }: TallyOptions) {
  let total = 0;
  const values: { metricName: string; labels: object; value: number }[] = counts.map(
    (count, at) => {
      total += count;
      const le = buckets[at] === undefined ? '+Inf' : `${buckets[at]}`;
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: total };
    },
  );
  values.push({ metricName: `${name}_sum`, labels, value: sum });
  values.push({ metricName: `${name}_count`, labels, value: total });
  return values;
}
