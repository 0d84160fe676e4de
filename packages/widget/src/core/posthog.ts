/** The way to PostHog, for the sites whose server that is. */
import { createPosthogTransport } from '@porchlight/client/posthog'
import type { Transport, TransportKit } from '@porchlight/protocol'
import type { OtherServer } from './other-server.ts'

export function createTransport({ memory }: TransportKit, server: OtherServer): Transport {
  const { origin, token, configHost, distinctId } = server
  return createPosthogTransport({
    origin,
    token,
    memory,
    ...(configHost && { configOrigin: new URL(configHost, origin).origin }),
    ...(distinctId && { distinctId }),
  })
}
