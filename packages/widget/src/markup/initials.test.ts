import { describe, expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Juan Carlos de la Cruz', 'JC'],
    ['  Ada   (Support) ', 'AS'],
    ['山田太郎', '山'],
    ['E\u0301mile Zola', 'E\u0301Z'],
    ['𝒜da', '𝒜'],
    ['!!!', ''],
    ['', ''],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})
