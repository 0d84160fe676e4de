/** What comes by mistake, by a broken client, or from somebody who tries: as it is on the wire. */

const DEEP = 10_000
const LARGE = 1_000_000

/** In the place of an id in a path. */
export const BAD_IDS: readonly string[] = [
  '%00',
  '%FF',
  '%ED%A0%80',
  '%',
  '%zz',
  'a%2Fb',
  '..%2F..%2Fadmin',
  '__proto__',
  'constructor',
  '-1',
  '1.5',
  '1e9',
  '9'.repeat(400),
  'x'.repeat(5_000),
  "'%20or%201=1--",
]

/** In the place of a parameter in a query. */
export const BAD_PARAMETERS: readonly string[] = [
  ...BAD_IDS,
  '',
  '-0',
  '1e400',
  '9007199254740993',
  '%5B'.repeat(DEEP),
  '%5B%22%5Cud800%22%2C%22%5Cu0000%22%5D',
  '%7B%22__proto__%22%3A1%7D',
  '-9999999999d',
  '+275760-09-13',
]

/** In the place of a value within a body: JSON, or nearly. */
export const BAD_VALUES: readonly string[] = [
  '[]',
  '[[]]',
  '[null,1,"x",{}]',
  '{}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"length":-1}',
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '9007199254740993',
  '1e308',
  '-1e308',
  '1e400',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"__proto__"',
  '"../../x"',
  `"${'x'.repeat(50_000)}"`,
  '['.repeat(100) + ']'.repeat(100),
  `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
]

/** In the place of a body. Nothing in there is what any endpoint takes. */
export const BAD_BODIES: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  'broken UTF-8': Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  'an encoded surrogate': Uint8Array.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  nothing: '',
  NUL: '\0',
  'half of an object': '{"a":',
  null: 'null',
  text: '"x"',
  'a number': '5',
  'an array': '[]',
  'an array with an object': '[{}]',
  'a number beyond range': '{"a":-1e999}',
  'an array without end': '['.repeat(DEEP),
  'a deep array': '['.repeat(DEEP) + ']'.repeat(DEEP),
  'a deep object': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'a large text': `{"a":"${'x'.repeat(LARGE)}"}`,
  'a large array': `[${'0,'.repeat(LARGE / 2)}0]`,
  'a large object': `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":0`).join()}}`,
}
