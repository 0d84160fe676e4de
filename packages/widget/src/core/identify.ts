/** Tells the server who the visitor is. */
import type { Identify } from '@porchlight/client'
import type { Sync } from '@porchlight/sync'
import type { Host } from '../api/host.ts'
import type { IdentifyResult } from '../api/identity.ts'
import { readProof } from './proof.ts'
import { scalarsOf } from './scalars.ts'

/** What it works on. `identify` is null where the server knows no proofs. */
export interface Identifying {
  readonly sync: Pick<Sync, 'status' | 'setTraits' | 'signOut' | 'wake'>
  readonly host: Pick<Host, 'emit' | 'call'>
  readonly identify: Identify | null
}

/**
 * @returns the command: what it is given as a proof may be a function, which is asked again when
 *   its proof did not hold, and when there is a connection again
 */
export function createIdentifyCommand({
  sync,
  host,
  identify,
}: Identifying): (traits: unknown, given: unknown) => Promise<IdentifyResult> {
  let due: (() => Promise<unknown>) | null = null

  sync.status.subscribe(() => {
    if (sync.status.get().connection !== 'online') return
    const again = due
    due = null
    void again?.()
  })

  async function ask(given: unknown): Promise<unknown> {
    return typeof given === 'function' ? await given() : given
  }

  async function prove(traits: unknown, given: unknown, tries = 0): Promise<IdentifyResult> {
    // A page that cannot say who it is has nothing to prove.
    const proof = readProof(await ask(given).catch(() => null))
    if (proof === null || identify === null) {
      host.emit('identified', { isProven: false })
      return { kind: 'unproven' }
    }
    const answer = await identify(proof)
    if (answer.ok) {
      host.emit('identified', { isProven: true })
      sync.wake()
      return { kind: 'proven', distinctId: answer.value.distinct_id }
    }
    const code = answer.error.kind === 'problem' ? answer.error.problem.code : null
    if (code === 'identity_conflict') {
      // This browser was another person's: who comes now begins as somebody new.
      await sync.signOut()
      const begun: unknown = await host.call('identify', traits, given)
      return (begun as IdentifyResult | null) ?? { kind: 'unreachable' }
    }
    if (code === 'identity_refused') {
      return typeof given === 'function' && tries === 0
        ? await prove(traits, given, tries + 1)
        : { kind: 'refused' }
    }
    due = () => prove(traits, given)
    return { kind: 'unreachable' }
  }

  return async (traits, given) => {
    sync.setTraits(scalarsOf(traits))
    return await prove(traits, given)
  }
}
