/** The least viewer a private value is for: by rank, the user alone, the user when kept out, or nobody. */
export type Reader = 'moderator' | 'admin' | 'owner' | 'self' | 'restricted' | 'nobody';

/** Whose value was seen, and who may see it. */
export interface Mark {
  readonly reader: Reader;
  readonly userId: number;
}

const YEARS: Readonly<Record<Reader, number>> = {
  moderator: 1991,
  admin: 1992,
  owner: 1993,
  self: 1994,
  restricted: 1995,
  nobody: 1996,
};
const READERS = Object.keys(YEARS) as readonly Reader[];
const FORMS = {
  text: /mark-([a-z]+)-(\d+)-/g,
  time: /199[1-6]-\d\d-\d\dT\d\d:\d\d:\d\dZ/g,
  // Fifteen digits: no correlation id has so many in a row.
  number: /(?<!\d)91([1-6])(\d{6})\d{6}(?!\d)/g,
};
const MINUTE_MS = 60_000;

/** Text that names its user and its least reader. */
export function toMarkedText({ reader, userId }: Mark, column: string): string {
  return `mark-${reader}-${userId}-${column}`;
}

/** A moment whose year stands for the reader and whose minute for the user; a later `turn` is a later moment. */
export function toMarkedTime({ reader, userId }: Mark, turn = 0): string {
  const moment = Date.UTC(YEARS[reader], 0, 1) + userId * MINUTE_MS + turn * 1000;
  return new Date(moment).toISOString().replace('.000', '');
}

export function toMarkedNumber({ reader, userId }: Mark, turn = 0): number {
  return Number(`91${YEARS[reader] - 1990}${digits(userId)}${digits(turn)}`);
}

/** Every mark in a text, wherever it came from. */
export function findMarks(text: string): readonly Mark[] {
  return [
    ...matches(text, FORMS.text).map(([, reader, id]) => toMark(reader as Reader, Number(id))),
    ...matches(text, FORMS.time).map(([moment]) => readTime(moment)),
    ...matches(text, FORMS.number).map(([, at, id]) => {
      return toMark(READERS[Number(at) - 1] ?? 'nobody', Number(id));
    }),
  ];
}

function readTime(text: string): Mark {
  const moment = Date.parse(text);
  const year = new Date(moment).getUTCFullYear();
  const minutes = Math.floor((moment - Date.UTC(year, 0, 1)) / MINUTE_MS);
  return toMark(READERS[year - 1991] ?? 'nobody', minutes);
}

function toMark(reader: Reader, userId: number): Mark {
  return { reader, userId };
}

function matches(text: string, form: RegExp): readonly RegExpExecArray[] {
  return [...text.matchAll(form)];
}

function digits(count: number): string {
  return String(count).padStart(6, '0');
}
