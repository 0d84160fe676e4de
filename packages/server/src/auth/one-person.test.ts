import { describe, expect, it } from 'vitest'
import type { Store, Tx } from '../store/store.ts'
import { holdOpen } from '../testing/hold-open.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { openVisitor } from '../widget-api/caller.ts'
import { identifyVisitor } from './identify.ts'
import { addIdentityKey } from './identity-keys.ts'
import { hashSecret } from './secrets.ts'
import { continueSession, storeAccessToken } from './session.ts'

/** Ada comes to the identify endpoint, with a browser that is nobody's yet. */
async function withOurWidget(store: Store): Promise<(tx: Tx) => Promise<string>> {
  const key = { kid: 'k', algorithm: 'hash', key: 'x'.repeat(32) } as const
  const visitor = await store.write(async (tx) => {
    await addIdentityKey(tx, 1, key)
    const begun = await continueSession(tx, 1, { refresh: null, next: 'plr_first' })
    if (begun.kind !== 'visitor') throw new Error(begun.kind)
    await storeAccessToken(tx, begun.visitor, 'pla_first')
    return begun.visitor
  })
  const tokenHash = hashSecret('pla_first')
  return (tx) =>
    identifyVisitor(
      tx,
      { kind: 'visitor', project: 1, visitor, tokenHash, address: null },
      { subject: 'ada', traits: {} },
    )
}

/** Ada writes by the public widget API. */
const withStockClient = (tx: Tx): Promise<string> =>
  openVisitor(tx, { project: 1, distinctId: 'ada', sessionId: null, email: null })

describe('[SV150] a person who comes in two ways at the same moment is one visitor', () => {
  it.each(['our widget', 'a stock client'])('when %s is the second', async (second) => {
    const { store } = await openTestStoreWithProject()
    const identify = await withOurWidget(store)
    const [first, next] =
      second === 'our widget' ? [withStockClient, identify] : [identify, withStockClient]
    let made = ''
    const going = await holdOpen(store, async (tx) => {
      made = await first(tx)
    })
    expect(await going.commitDuring(() => store.write(next))).toBe(made)
  })
})
