import { describe, expect, it } from 'vitest'
import { freeJsonSchema, freeObjectSchema } from './free-json.ts'
import { parse } from './parse.ts'

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })

describe('free JSON', () => {
  it('is bounded in size and in depth', () => {
    const schema = freeJsonSchema(1_000)
    const oks = [null, 'x'.repeat(998), nested(64), 'x'.repeat(999), nested(65)]
    expect(oks.map((value) => parse(schema, value).ok)).toEqual([true, true, true, false, false])
  })

  it('is an object where one is asked for', () => {
    const schema = freeObjectSchema(1_000)
    const values = [{}, { type: 'doc' }, [], null, 'text', 5]
    expect(values.map((value) => parse(schema, value).ok)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('says what is wrong, also with what is so deep that nothing could write it', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    const parsed = parse(freeJsonSchema(10), deep)
    expect(!parsed.ok && parsed.issue.message).toBe(
      'Ensure this field is nested no deeper than 64 levels.',
    )
  })
})
