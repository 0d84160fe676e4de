import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../fixtures/ports.ts'
import { startServer } from '../fixtures/server.ts'

const command = path.resolve(import.meta.dirname, '../../packages/server/dist/cli.js')

const GIVEN_KEY = 'plk_a_key_given_from_outside'

interface Run {
  readonly code: number | null
  readonly output: string
}

describe('the porchlight command', () => {
  let data: string

  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'porchlight-command-'))
  })
  afterEach(() => rm(data, { recursive: true, force: true }))

  /** Runs until it ends, or until it is ready and is asked to stop. */
  async function run(env: Record<string, string>, args = ['start']): Promise<Run> {
    const child = spawn(process.execPath, [command, ...args], {
      env: { PATH: process.env.PATH, PORCHLIGHT_DATA: data, ...env },
    })
    let output = ''
    const hear = (text: Buffer): void => {
      output += text
      if (output.includes('is ready')) child.kill('SIGINT')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, output }
  }

  const ports = async (): Promise<Record<string, string>> => ({
    PORT: String(await freePort()),
    DEMO_PORT: String(await freePort()),
  })

  it('prints an API key on the first start alone, and stops with 0', async () => {
    const first = await run(await ports())
    const second = await run(await ports())
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.output).toMatch(/plk_\S{20,}/)
    expect(second.output).not.toMatch(/plk_/)
    expect(second.output).toMatch(/plw_\S{20,}/)
  })

  it('makes another key that works, and prints none that it was given', async () => {
    const made = await run({}, ['keys'])
    const key = /plk_\S+/.exec(made.output)?.[0] ?? ''
    const port = await freePort()
    const child = spawn(process.execPath, [command, 'start'], {
      env: {
        PATH: process.env.PATH,
        PORCHLIGHT_DATA: data,
        PORT: String(port),
        PORCHLIGHT_API_KEY: GIVEN_KEY,
      },
    })
    let output = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text) => {
        output += text
        if (output.includes('is ready')) resolve()
      })
    })
    const answers = await Promise.all(
      [key, GIVEN_KEY, 'plk_a_key_that_nobody_gave'].map(async (secret) => {
        const url = `http://127.0.0.1:${port}/api/projects/1/conversations/tickets/`
        return (await fetch(url, { headers: { authorization: `Bearer ${secret}` } })).status
      }),
    )
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    await closed
    expect(answers).toEqual([200, 200, 401])
    expect(output).not.toContain(GIVEN_KEY)
  })

  it.each([
    ['a taken port', async () => ({ PORT: String(await takenPort()) })],
    ['a folder that cannot be written', async () => ({ PORCHLIGHT_DATA: '/dev/null/data' })],
    ['a database that is not supported yet', async () => ({ DATABASE_URL: 'postgres://x' })],
    ['a port that is none', async () => ({ PORT: 'eighty' })],
  ])('says in one line what is wrong with %s', async (_what, env) => {
    const ended = await run({ ...(await ports()), ...(await env()) })
    expect(ended.code).toBeGreaterThan(0)
    expect(ended.output.trim().split('\n')).toHaveLength(1)
    expect(ended.output).not.toMatch(/\bat .*:\d+:\d+/)
  })

  it('ends streams and exits with 0 when it is asked to, and is ready again on the same data', async () => {
    const server = await startServer()
    const feed = await fetch(`${server.origin}/api/projects/1/conversations/events/`, {
      headers: {
        authorization: 'Bearer plk_key_of_the_end_to_end_tests',
        accept: 'text/event-stream',
      },
    })
    expect(feed.status).toBe(200)
    expect(await server.stop()).toBe(0)
    await server.start()
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
    await server.close()
  })
})

const holders: ReturnType<typeof createServer>[] = []

async function takenPort(): Promise<number> {
  const port = await freePort()
  const holder = createServer()
  holders.push(holder)
  holder.unref()
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve))
  return port
}
