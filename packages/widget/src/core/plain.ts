/** The way to a server with the published API alone, which leaves it to the site who may speak for whom. */
import { createPlainTransport } from '@porchlight/client/plain'
import type { Transport, TransportKit } from '@porchlight/protocol'
import type { OtherServer } from './other-server.ts'
import { proofToken } from './proof.ts'

export function createTransport({ memory }: TransportKit, server: OtherServer): Transport {
  const { origin, token, project = 0, distinctId = '', getIdentity } = server
  return createPlainTransport({
    origin,
    project,
    visitor: distinctId,
    memory,
    authorize: async () => `Bearer ${proofToken(await getIdentity?.()) ?? token}`,
  })
}
