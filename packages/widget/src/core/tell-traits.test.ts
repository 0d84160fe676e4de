import { expect, it } from 'vitest'
import { createReader } from '../api/read-options.ts'
import { createTraitsTeller } from './tell-traits.ts'

it('tells of the visitor when a page says something else of them, and only then', () => {
  const sources: object[] = [{ traits: { plan: 'free', nested: {} } }]
  const told: unknown[] = []
  const tell = createTraitsTeller({ read: createReader(sources) })
  const sync = { setTraits: (traits: unknown) => void told.push(traits) }
  tell(sync)
  sources.push({ color: '#123456' })
  tell(sync)
  sources.push({ traits: { plan: 'team' } })
  tell(sync)
  expect(told).toEqual([{ plan: 'free' }, { plan: 'team' }])
})
