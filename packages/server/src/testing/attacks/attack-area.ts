/** Known attacks, by area: each is a case in `attack-cases.json`, and each case is a test. */
import { describe, expect, it } from 'vitest'
import cases from './attack-cases.json' with { type: 'json' }

/** Runs the attacks of an area. A case without a test fails, and a test without a case. */
export function describeAttacks(
  area: string,
  attacks: Readonly<Record<string, () => Promise<void> | void>>,
): void {
  const known = cases.filter((one) => one.area === area)
  describe(`attacks: ${area}`, () => {
    it('are all there', () => {
      expect(Object.keys(attacks).sort()).toEqual(known.map(({ id }) => id).sort())
    })
    for (const { id, title } of known) {
      it(`${id}: ${title}`, async () => {
        expect.hasAssertions()
        await attacks[id]?.()
      })
    }
  })
}
