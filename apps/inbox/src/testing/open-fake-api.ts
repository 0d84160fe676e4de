/** The fake server with a client of its own, and the clock that client goes by. */
import { createTeamClient, type TeamClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { createManualClock, type ManualClock } from '@porchlight/testkit'
import { createFakeApi, FAKE_KEY, type FakeApi } from './fake-api.ts'

/** @param seed tickets that are there */
export function openFakeApi(seed: readonly Ticket[] = []): {
  readonly api: FakeApi
  readonly client: TeamClient
  readonly clock: ManualClock
} {
  const api = createFakeApi(seed)
  const clock = createManualClock()
  const client = createTeamClient({
    origin: 'https://t',
    apiKey: FAKE_KEY,
    fetch: api.fetch,
    clock,
  })
  return { api, client, clock }
}
