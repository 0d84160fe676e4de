import { describe, expect, it } from 'vitest'
import { createStatementNames, type StatementNames } from './postgres-statement-names.ts'

/** The names that a text gets, one after the other, without repetitions. */
function namesOf(names: StatementNames, text: string, times: number): (string | null)[] {
  return [...new Set(Array.from({ length: times }, () => names.nameOf(text)))]
}

const outdated = Object.assign(new Error('cached plan must not change result type'), {
  code: '0A000',
})

describe('a statement', () => {
  it('gets a name when it comes again and again', () => {
    const names = createStatementNames()
    expect(namesOf(names, 'select 1', 2)).toEqual([null])
    expect(namesOf(names, 'select 1', 100)).toEqual(['s0_0_0'])
  })

  it('gets another one when it has come ever more often', () => {
    const names = createStatementNames()
    expect(namesOf(names, 'select 1', 3_000)).toEqual([null, 's0_0_0', 's0_0_1', 's0_0_2'])
  })

  it('never has the name of another', () => {
    const names = createStatementNames()
    const texts = Array.from({ length: 1_000 }, (_, n) => `select ${n}`)
    const given = texts.flatMap((text) => namesOf(names, text, 10)).filter((name) => name !== null)
    expect(new Set(given).size).toBe(given.length)
    expect(given.length).toBe(200)
  })

  it('[SV166] gets a new one once a plan was outdated, and keeps it after any other failure', () => {
    const names = createStatementNames()
    namesOf(names, 'select 1', 3)
    names.hear(new Error('refused'))
    expect(names.nameOf('select 1')).toBe('s0_0_0')
    names.hear(outdated)
    expect(namesOf(names, 'select 1', 5)).toEqual([null, 's1_0_0'])
  })
})
