import { expect, it, onTestFinished } from 'vitest'
import { createApi } from './api/create-api.ts'
import type { Core, Host } from './api/host.ts'
import * as core from './core.ts'
import { lazyFiles } from './lazy-files.ts'

/** A chat whose server cannot be reached, and what another tab hears beside the store. */
async function start(token: string) {
  const apiHost = 'https://chat.invalid'
  const tab = new BroadcastChannel(`porchlight:${apiHost}:${token}:asides`)
  onTestFinished(() => tab.close())
  const heard: unknown[] = []
  tab.onmessage = ({ data }) => heard.push(data)
  let begun = (_: Core): void => undefined
  const beginning = new Promise<Core>((resolve) => {
    begun = resolve
  })
  function attach(host: Host): ReturnType<typeof core.attach> {
    const part = core.attach(host)
    const started = part.start
    return {
      ...part,
      async start() {
        const own = await started()
        begun(own)
        return own
      },
    }
  }
  const chat = createApi({
    sources: [{ debug: false }, { token, apiHost }],
    files: { ...lazyFiles, core: async () => ({ attach }) },
    element: document.createElement('porchlight-root'),
  })
  // The core without the panel, which would listen to the others itself.
  void chat.getPendingMessages()
  return { chat, sync: (await beginning).sync, heard, tab }
}

it('a chat that is gone listens to no other tab, also when the file for that has come since', async () => {
  const { chat, sync, heard, tab } = await start(crypto.randomUUID())
  const coming = sync.activity?.()
  await chat.destroy()
  await expect(coming).rejects.toThrow()
  // What was posted before this is heard before this.
  const last = new BroadcastChannel(tab.name)
  onTestFinished(() => last.close())
  last.postMessage('last')
  await expect.poll(() => heard).toEqual(['last'])
})

it('a visitor who has not agreed to being remembered is forgotten, with what is stored of before', async () => {
  const token = crypto.randomUUID()
  const names = async () => (await indexedDB.databases()).map(({ name }) => name)
  const before = await start(token)
  await before.sync.send({ content: 'Hello' })
  await before.chat.destroy()
  expect(await names()).toContain(`porchlight:https://chat.invalid:${token}`)
  const chat = createApi({
    sources: [{ debug: false }, { token, apiHost: 'https://chat.invalid', consent: 'required' }],
    files: lazyFiles,
    element: document.createElement('porchlight-root'),
  })
  onTestFinished(() => void chat.destroy())
  expect(await chat.reset()).toEqual({ discarded: 0 })
  expect(await names()).not.toContain(`porchlight:https://chat.invalid:${token}`)
})
