/** What the page's options say of the visitor. */
import type { Sync } from '@porchlight/sync'
import { coreKinds } from '../api/core-options.ts'
import type { Host } from '../api/host.ts'
import { scalarsOf } from './scalars.ts'

/** @returns what tells a core of them: at first, and whenever they are others than before */
export function createTraitsTeller({
  read,
}: Pick<Host, 'read'>): (sync: Pick<Sync, 'setTraits'>) => void {
  let told = ''
  return (sync) => {
    const traits = scalarsOf(read(coreKinds).traits)
    const now = JSON.stringify(traits)
    // A message to the server each time, so not for every change of some other option.
    if (now !== told) sync.setTraits(traits)
    told = now
  }
}
