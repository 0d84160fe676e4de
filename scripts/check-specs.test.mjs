import { describe, expect, it } from 'vitest'
import { compareFaults, compareSpec } from './check-specs.mjs'

const spec = '# Rules\n\n- **AB1** One thing.\n- **AB2** Another.\n'

describe('compareSpec', () => {
  it('is content when every rule is cited and every cited rule exists', () => {
    expect(compareSpec(spec, ["it('[AB1] [AB2] does both', () => {})"])).toEqual([])
  })

  it('finds the rule that no test cites, and the citation that names no rule', () => {
    const tests = ["it('[AB1] does one', () => {})", 'it.each(rows)("[AB3] %s", () => {})']
    expect(compareSpec(spec, tests)).toEqual(['no test cites AB2', 'no rule is named AB3'])
  })

  it('finds two rules of one name', () => {
    const tests = ["it('[AB1] [AB2] does both', () => {})"]
    expect(compareSpec(`${spec}- **AB1** A third.\n`, tests)).toEqual(['two rules are named AB1'])
  })

  it('takes a mention in a comment for no citation', () => {
    expect(compareSpec(spec, ["// see [AB1]\nit('[AB2] does', () => {})"])).toEqual([
      'no test cites AB1',
    ])
  })
})

describe('compareFaults', () => {
  const table = '| F01 | one | `a.test.ts` | |\n| F02 | two | `a.test.ts` | |\n'

  it('finds the fault that no title of its file cites', () => {
    const read = () => "it('[F01] [I1] holds', () => {})\n// [F02] is for later"
    expect(compareFaults(table, read)).toEqual(['no test in a.test.ts cites F02'])
  })
})
