/** The transport against the real server, on a real SQLite file. */
import { describeTransportContract } from '@porchlight/testkit'
import { createTeamClient } from '../team-client.ts'
import { createMemoryCredentials } from '../testing/memory-credentials.ts'
import { ORIGIN, startRealServer } from '../testing/real-server.ts'
import { createConversationsTransport } from './conversations.ts'

const API_KEY = 'plk_key_of_the_contract_suite'
const TOKEN = 'plw_token_of_the_contract_suite'

describeTransportContract('conversations, on the real server', async () => {
  const { fetch } = await startRealServer({ apiKey: API_KEY, widgetToken: TOKEN })
  const { tickets } = createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch })

  return {
    transport: createConversationsTransport({
      origin: ORIGIN,
      token: TOKEN,
      credentials: createMemoryCredentials(),
      fetch,
    }),
    async reply(thread, message) {
      const list = await tickets.list({})
      const ticket = list.ok ? list.value.results.find((one) => one.conversation === thread) : null
      if (!ticket) throw new Error('the thread has no ticket')
      const key = crypto.randomUUID()
      const answer = await tickets.reply(ticket.id, { message, isPrivate: false, key })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    },
    close: async () => {},
  }
})
