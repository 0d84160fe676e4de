import { describeTransportContract } from '../contracts/transport-contract.ts'
import { createManualClock } from '../manual-clock.ts'
import { createScriptedServer } from './scripted-server.ts'

describeTransportContract('scripted server', async () => {
  const server = createScriptedServer(createManualClock())
  return {
    transport: server.transport(),
    reply: async (thread, content) => {
      server.reply(thread, content)
    },
    hold: async () => server.hold(),
    close: async () => {},
  }
})
