import fc from 'fast-check';

const NAME_CHARACTERS = 'ABCKXYZabciksxyz0189._-';

/** Characters that lower case, trimming, normalising or a wrong pattern would accept, and the neighbours of A-Z a-z 0-9. */
const ODD_CHARACTERS = [
  ...['\u212A', '\u0130', '\u0131', '\u017F', '\uFF41', '\u0430', '\u0661', '\u00C9', '\u00E9'],
  ...['\0', '\u200B', '\uFEFF', '\u00A0', '\u0301', '\u2028', '\n', '\r', '\t', ' ', '\u{1F600}'],
  ...['\uD800', '\uDBFF', '\uDC00', '\uDFFF', '/', ':', '@', '[', '`', '{', ',', '+', '%', '\\'],
];

/** Names with valid characters, and with lengths around 3 and 32. */
export const nameLikeText = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...NAME_CHARACTERS),
    minLength: 3,
    maxLength: 32,
    size: 'max',
  }),
  fc.string({ unit: fc.constantFrom(...NAME_CHARACTERS), maxLength: 36, size: 'max' }),
);

/** A name with one unusual character at any place, often at an end. */
export const spoiledName = fc
  .tuple(nameLikeText, fc.constantFrom(...ODD_CHARACTERS), fc.nat({ max: 40 }))
  .map(([name, odd, at]) => name.slice(0, at) + odd + name.slice(at));

/** Any code point, including lone surrogates. The built-in unit `binary` has no lone surrogates and takes a second to build. */
const codePoint = fc
  .oneof(
    fc.integer({ min: 0, max: 0xff }),
    fc.integer({ min: 0, max: 0x10ffff }),
    fc.integer({ min: 0xd800, max: 0xdfff }),
  )
  .map((point) => String.fromCodePoint(point));

export const codePointText = fc.string({ unit: codePoint, maxLength: 40 });
export const graphemeText = fc.string({ unit: 'grapheme', maxLength: 40 });

/** Text of every kind: plain, any code point, whole graphemes, lone surrogates, unusual characters, almost valid names. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  nameLikeText,
  spoiledName,
  fc.string({ maxLength: 40 }),
  codePointText,
  graphemeText,
  fc.string({ unit: fc.constantFrom(...NAME_CHARACTERS, ...ODD_CHARACTERS), maxLength: 40 }),
);

/** Values of every kind that a caller could pass, also text. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(Symbol('exampleuser'), () => 'exampleuser', /discord/, null, undefined),
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    stringUnit: codePoint,
  }),
);
