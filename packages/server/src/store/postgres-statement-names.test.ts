import { describe, expect, it } from 'vitest'
import { createStatementNames, type StatementNames } from './postgres-statement-names.ts'

/** The names that a text gets, one after the other, without repetitions. */
function namesOf(names: StatementNames, text: string, times: number): string[] {
  return [...new Set(Array.from({ length: times }, () => names.nameOf(text)))]
}

const outdated = Object.assign(new Error('cached plan must not change result type'), {
  code: '0A000',
})

describe('a statement', () => {
  it('gets another name when it has come ever more often', () => {
    expect(namesOf(createStatementNames(), 'select 1', 3_000)).toEqual([
      's0_0_0',
      's0_0_1',
      's0_0_2',
    ])
  })

  it('never has the name of another', () => {
    const names = createStatementNames()
    const texts = Array.from({ length: 50 }, (_, n) => `select ${n}`)
    const given = texts.flatMap((text) => namesOf(names, text, 300))
    expect(new Set(given).size).toBe(100)
  })

  it('[SV166] gets a new one once a plan was outdated, and keeps it after any other failure', () => {
    const names = createStatementNames()
    expect(names.nameOf('select 1')).toBe('s0_0_0')
    names.hear(new Error('refused'))
    expect(names.nameOf('select 1')).toBe('s0_0_0')
    names.hear(outdated)
    expect(names.nameOf('select 1')).toBe('s1_0_0')
  })
})
