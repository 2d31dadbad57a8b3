import fc from 'fast-check';

const NAME_CHARACTERS = [...'ABCKXYZabciksxyz0189._-'];
/** What trimming, folding, decoding or a careless pattern would let through. */
const ODD_CHARACTERS = [
  ...['\u212A', '\u0130', '\u0131', '\u017F', '\uFF41', '\u0430', '\u0661', '\u00E9', '\u0301'],
  ...['\0', '\u200B', '\uFEFF', '\u00A0', '\u2028', '\n', '\r', '\t', ' ', '\u{1F600}'],
  ...['/', '\\', '?', '#', '%', '%2e', '%2F', '%00', '..', ';', ',', '+', '&', '=', '"', "'", '<'],
];

const nameLike = fc.string({
  unit: fc.constantFrom(...NAME_CHARACTERS),
  minLength: 1,
  maxLength: 34,
  size: 'max',
});
const oddText = fc.string({
  unit: fc.constantFrom(...NAME_CHARACTERS, ...ODD_CHARACTERS),
  maxLength: 36,
});

/** Names there are in any case, names there are not, and text that is no name; lone surrogates too. */
export function anyUsername(existing: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.mixedCase(fc.constantFrom(...existing)),
    nameLike,
    oddText,
    fc.string({ unit: 'grapheme', maxLength: 36 }),
    fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      maxLength: 36,
    }),
  );
}

const avatarSource = fc.constantFrom(
  ...['', 'discord', 'telegram', 'discord_0', 'discord_3', 'discord_5', 'discord_6', 'Discord'],
);

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('username', 'avatar_source') },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'id', 'permission_level') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** Any JSON an update may be sent: mostly objects with fields of any type, keys such as `__proto__` their own. */
export function anyUpdate(existing: readonly string[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(anyUsername(existing), avatarSource, fc.jsonValue({ maxDepth: 2 }));
  const fields = fc.array(fc.tuple(key, value), { maxLength: 4 });
  return fc.oneof(
    { weight: 9, arbitrary: fields.map(Object.fromEntries) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}
