import { createScriptedServer } from '@porchlight/testkit'
import { systemClock } from '@porchlight/protocol'
import { it } from 'vitest'
import { createSync } from './create-sync.ts'

for (const count of [250, 500, 1000, 2000]) {
  it(`burst ${count}`, async () => {
    const server = createScriptedServer(systemClock)
    server.cut()
    const sync = createSync({ name: `burst-${count}-${Date.now()}`, transport: () => server.transport() })
    await sync.send({ content: 'warm' })
    const t0 = performance.now()
    const results = await Promise.all(Array.from({ length: count }, (_, i) => sync.send({ content: `message ${i}` })))
    const burst = performance.now() - t0
    const kinds = new Set(results.map((r) => r.kind))
    const t1 = performance.now()
    server.restore()
    while (sync.status.get().waiting > 0 || server.threads.length === 0 || server.posted(server.threads[0]!).length < count + 1) {
      sync.wake()
      await new Promise((r) => setTimeout(r, 50))
      if (performance.now() - t1 > 60_000) break
    }
    console.log(`BURST ${count}: stored in ${burst.toFixed(0)} ms (${[...kinds]}), replayed ${server.threads[0] ? server.posted(server.threads[0]).length : 0} in ${(performance.now() - t1).toFixed(0)} ms`)
    await sync.close()
  }, 120_000)
}
