/** What the transport says of a server that listens to nobody, and does when it listens again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Lane, SendOp } from '@porchlight/protocol'
import { createServer, type Server } from '@porchlight/server'
import { expect, it, onTestFinished } from 'vitest'
import { createMemoryCredentials } from '../testing/memory-credentials.ts'
import { createConversationsTransport } from './conversations.ts'

const { signal } = new AbortController()

it('keeps a message waiting while the chat is off, and posts it for the same visitor later', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'porchlight-off-'))
  const open = (enabled: boolean): Promise<Server> =>
    createServer({ dataDir, assistant: null, widgetToken: 'plw_off', settings: { enabled } })
  let server = await open(true)
  const restart = async (enabled: boolean): Promise<void> => {
    await server.close()
    server = await open(enabled)
  }
  onTestFinished(async () => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const credentials = createMemoryCredentials()
  const transport = createConversationsTransport({
    origin: 'http://chat.test',
    token: 'plw_off',
    credentials,
    fetch: (input, init) => server.fetch(new Request(input, init)),
  })
  const { visitor } = await transport.session(signal)
  const thread = crypto.randomUUID()
  const lane: Lane = {
    mode: 'people',
    isRunActive: false,
    isFollowed: false,
    isHolding: false,
    ticket: null,
  }
  const told = { id: thread, thread, traits: {}, context: {}, attempt: 1 }
  await transport.deliver({ kind: 'open', ...told }, lane, signal)
  const message: SendOp = {
    kind: 'send',
    id: crypto.randomUUID(),
    thread,
    content: 'Anybody there?',
    live: true,
    attempt: 1,
  }

  await restart(false)
  const off = await transport.deliver(message, lane, signal)
  expect(off).toEqual({ kind: 'unauthorized', isFinal: true })
  await expect(transport.session(signal)).rejects.toMatchObject({
    failure: { kind: 'unauthorized', isFinal: true },
  })

  await restart(true)
  expect((await transport.session(signal)).visitor).toBe(visitor)
  expect(await transport.deliver(message, lane, signal)).toMatchObject({ kind: 'settled' })
})
