/** The transport to a plain server, as far as the contract reaches. */
import {
  createManualClock,
  createScriptedPlainApi,
  createSeededRandom,
  describeTransportContract,
} from '@porchlight/testkit'
import { describe } from 'vitest'
import { createMemoryTransportMemory } from '../../testing/memory-transport-memory.ts'
import { createPlainTransport } from './plain.ts'

describe.each([true, false])('trace ids are kept: %s', (keepsTraceIds) => {
  describeTransportContract(
    'plain, on a scripted server',
    async () => {
      const clock = createManualClock()
      const api = createScriptedPlainApi(clock, {
        keepsTraceIds,
        answers: false,
        titlesAtOnce: true,
      })
      return {
        transport: createPlainTransport({
          origin: 'http://chat.test',
          project: 7,
          visitor: 'ada',
          authorize: async () => 'Bearer key',
          memory: createMemoryTransportMemory(),
          fetch: api.fetch,
          clock,
          fillRandom: createSeededRandom(3).fill,
        }),
        pass: () => clock.advance(1_000),
        reply: async (thread, content) => api.append(thread, content),
        close: async () => {},
      }
    },
    { capabilities: [], takesTraits: false },
  )
})
