/** The transport to PostHog against our own server's public widget API, and against a stock one. */
import {
  createManualClock,
  createScriptedWidgetApi,
  createSeededRandom,
  describeTransportContract,
  type ManualClock,
} from '@porchlight/testkit'
import { createTeamClient } from '../../team-client.ts'
import { createMemoryTransportMemory } from '../../testing/memory-transport-memory.ts'
import { ORIGIN, startRealServer } from '../../testing/real-server.ts'
import { createPosthogTransport } from './posthog.ts'

const API_KEY = 'plk_key_of_the_contract_suite'
const TOKEN = 'plw_token_of_the_contract_suite'

/** Of ours it has none. */
const ABLE = { capabilities: [] }

function createTransport(token: string, fetch: typeof globalThis.fetch, clock: ManualClock) {
  const memory = createMemoryTransportMemory()
  const { fill: fillRandom } = createSeededRandom(7)
  return createPosthogTransport({ origin: ORIGIN, token, memory, fetch, clock, fillRandom })
}

const second = (clock: ManualClock) => () => clock.advance(1_000)

describeTransportContract(
  'posthog, on the real server',
  async () => {
    const clock = createManualClock()
    const { fetch } = await startRealServer({ clock, apiKey: API_KEY, widgetToken: TOKEN })
    const { tickets } = createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch })
    return {
      transport: createTransport(TOKEN, fetch, clock),
      pass: second(clock),
      async reply(_thread, message) {
        const list = await tickets.list({})
        const ticket = list.ok ? list.value.results[0] : undefined
        if (ticket === undefined) throw new Error('there is no ticket')
        const key = crypto.randomUUID()
        await tickets.reply(ticket.id, { message, isPrivate: false, key })
      },
      close: async () => {},
    }
  },
  ABLE,
)

describeTransportContract(
  'posthog, on a scripted stock server',
  async () => {
    const clock = createManualClock()
    const api = createScriptedWidgetApi(clock)
    return {
      transport: createTransport('public-token', api.fetch, clock),
      pass: second(clock),
      async reply(_thread, content) {
        api.reply(api.tickets[0]?.id ?? '', content)
      },
      close: async () => {},
    }
  },
  ABLE,
)
