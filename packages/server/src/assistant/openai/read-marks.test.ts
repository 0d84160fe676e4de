import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createMarkReader, type Marked } from './read-marks.ts'

/** What is read from pieces, with neighbouring texts joined. */
function readPieces(pieces: readonly string[], sources = 2): readonly Marked[] {
  const reader = createMarkReader(sources)
  const marked: Marked[] = []
  for (const mark of [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]) {
    const last = marked.at(-1)
    if (mark.kind === 'text' && last?.kind === 'text') {
      marked.splice(-1, 1, { kind: 'text', text: last.text + mark.text })
    } else marked.push(mark)
  }
  return marked
}

const text = (content: string): Marked => ({ kind: 'text', text: content })
const source = (number: number): Marked => ({ kind: 'source', number })
const person = (reason: string): Marked => ({ kind: 'person', reason })

const CASES: readonly (readonly [string, readonly Marked[]])[] = [
  ['Thirty days [1].', [text('Thirty days'), source(1), text('.')]],
  ['Thirty days[1][2]', [text('Thirty days'), source(1), source(2)]],
  ['Both [1, 2] say so', [text('Both'), source(1), source(2), text(' say so')]],
  ['A third [3] and [0]', [text('A third [3] and [0]')]],
  [
    'See [1](https://a.test) and [the page](x)',
    [text('See [1](https://a.test) and [the page](x)')],
  ],
  ['[1]: https://a.test', [text('[1]: https://a.test')]],
  ['Say `a[1]` [2]', [text('Say `a[1]`'), source(2)]],
  ['Say\n```\na [1]\nb [2]\n```\nso [1]', [text('Say\n```\na [1]\nb [2]\n```\nso'), source(1)]],
  ['A lone ` tick\nand [1]', [text('A lone ` tick\nand'), source(1)]],
  ['- [ ] open\n- [x] done', [text('- [ ] open\n- [x] done')]],
  ['I do not know.\n\n[[person: no_answer]]', [text('I do not know.'), person('no_answer')]],
  ['No.\n[[Person:visitor_request]]\nMore [1]', [text('No.'), person('visitor_request')]],
  ['[[person]]', [person('')]],
  ['`[[person: no_answer]]`', [person('no_answer')]],
  ['I do not know. [[person: no_an', [text('I do not know.')]],
  ['An open [1', [text('An open [1')]],
  ['A [[link]] of a wiki', [text('A [[link]] of a wiki')]],
  ['The end \n', [text('The end \n')]],
]

it.each(CASES)('[SV191] reads %j', (answer, marked) => {
  expect(readPieces([answer])).toEqual(marked)
})

it.each(CASES)('[SV191] reads the same of %j, however it is cut', (answer, marked) => {
  expect(readPieces([...answer])).toEqual(marked)
  const random = createSeededRandom(191)
  for (let round = 0; round < 50; round++) {
    const pieces: string[] = []
    for (let at = 0; at < answer.length; ) {
      const length = 1 + Math.floor(random.next() * 6)
      pieces.push(answer.slice(at, at + length))
      at += length
    }
    expect(readPieces(pieces)).toEqual(marked)
  }
})

it('[SV191] holds nothing back but what may become a mark', () => {
  const reader = createMarkReader(1)
  expect(reader.push('Thirty days')).toEqual([text('Thirty days')])
  expect(reader.push(' in')).toEqual([text(' in')])
  expect(reader.push(' [')).toEqual([])
  expect(reader.push('a](b)')).toEqual([text(' [a](b)')])
})

it('[SV191] a model that writes white space without end is not held back for ever', () => {
  const reader = createMarkReader(1)
  const marked = reader.push(' '.repeat(1_000))
  expect(marked).toEqual([text(' '.repeat(1_000))])
})
