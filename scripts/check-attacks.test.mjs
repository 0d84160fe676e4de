import { describe, expect, it } from 'vitest'
import { compareAttacks } from './check-attacks.mjs'

const table = [
  '| | what is tried | remarks |',
  '| --- | --- | --- |',
  '| AB-001 | one | |',
  '| AB-002 | another | in another way |',
  '| AB-003 | a third | no test: nobody can see it |',
  '',
].join('\n')
const tests = ["it('[XY12] [AB-001] does one', () => {})", "{ title: '[AB-002] another' }"]

describe('compareAttacks', () => {
  it('is content when every attack is cited or says why not, and every cited one is there', () => {
    expect(compareAttacks(table, tests)).toEqual([])
  })

  it('finds the attack that no test cites, and the citation of none', () => {
    expect(compareAttacks(table, [tests[0], "it('[AB-004] is new', () => {})"])).toEqual([
      'no test cites AB-002',
      'no attack is named AB-004',
    ])
  })

  it('finds a reason that holds no longer', () => {
    expect(compareAttacks(table, [...tests, 'it("[AB-003] is seen", () => {})'])).toEqual([
      'a test cites AB-003, which says there is none',
    ])
  })

  it('finds two attacks of one name, and a table of none', () => {
    expect(compareAttacks(`${table}| AB-001 | again | |\n`, tests)).toEqual([
      'two attacks are named AB-001',
    ])
    expect(compareAttacks('', [])).toEqual(['there are no attacks'])
  })

  it('finds a row that it cannot read', () => {
    for (const row of [
      '| AB-004 | one \\| other | |',
      '| AB-004 | one | | ',
      '| AB-04 | one | |',
    ]) {
      expect(compareAttacks(`${table}${row}\n`, tests)).toEqual([`no row of three cells: ${row}`])
    }
  })

  it('takes a mention in a comment for no citation', () => {
    expect(compareAttacks(table, [tests[1], '// as [AB-001] says'])).toEqual([
      'no test cites AB-001',
    ])
  })
})
