import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'

/** A server that needs a moment to end well, and takes a second signal as "at once". */
const slowServer = `
  let signals = 0
  const end = () => {
    signals += 1
    if (signals > 1) process.exit(9)
    setTimeout(() => process.exit(0), 100)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  setInterval(() => {}, 1000)
  console.log('ready')
`

async function startUnderRunner(server) {
  const runner = new URL('./run-server.mjs', import.meta.url)
  const code = `
    import { runServer } from ${JSON.stringify(runner)}
    process.exitCode = await runServer(['-e', ${JSON.stringify(server)}])
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', code])
  await once(child.stdout, 'data')
  return child
}

it('passes a wish to end on once, however many echoes of it arrive', async () => {
  const runner = await startUnderRunner(slowServer)
  runner.kill('SIGINT')
  runner.kill('SIGTERM')
  expect(await once(runner, 'exit')).toEqual([0, null])
})

it('ends the server when its terminal is closed', async () => {
  const runner = await startUnderRunner(slowServer)
  runner.kill('SIGHUP')
  expect(await once(runner, 'exit')).toEqual([0, null])
})

it("ends with the server's own exit code", async () => {
  const runner = await startUnderRunner(`console.log('ready'); process.exitCode = 3`)
  expect(await once(runner, 'exit')).toEqual([3, null])
})
