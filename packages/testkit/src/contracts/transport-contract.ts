/**
 * What every transport promises the core. Run by the scripted server and by the real transports
 * against a real server, so that a fake cannot promise more than the truth.
 */
import { CAPABILITIES } from '@porchlight/protocol'
import { afterEach, beforeEach, describe } from 'vitest'
import { describeDelivery } from './transport-delivery.ts'
import { describeQueue } from './transport-queue.ts'
import { describeReading } from './transport-reading.ts'
import { type Abilities, createTransportVisit, type TransportUnderTest } from './transport-visit.ts'

/**
 * Declares the suite.
 *
 * @param setUp must give a server whose threads are answered by people
 * @param able what this server can do; default: everything
 */
export function describeTransportContract(
  name: string,
  setUp: () => Promise<TransportUnderTest>,
  able: Partial<Abilities> = {},
): void {
  describe(`transport contract: ${name}`, () => {
    let subject: TransportUnderTest
    let stop: AbortController

    beforeEach(async () => {
      subject = await setUp()
      stop = new AbortController()
      await subject.transport.session(stop.signal)
    })

    afterEach(async () => {
      stop.abort()
      await subject.close()
    })

    const visit = createTransportVisit(() => ({ subject, signal: stop.signal }), {
      capabilities: CAPABILITIES,
      takesTraits: true,
      ...able,
    })
    describeDelivery(visit)
    describeReading(visit)
    describeQueue(visit)
  })
}
