import { describe, expect, it } from 'vitest'

/** Names that there were before anything of ours was imported. */
const before = new Set(Object.getOwnPropertyNames(globalThis))

describe('the package, on a server', () => {
  it('[EM-004] is imported without a trace', async () => {
    const { document, window, customElements } = globalThis as Record<string, unknown>
    expect([document, window, customElements]).toEqual([undefined, undefined, undefined])
    await import('./index.ts')
    await import('./element.ts')
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))
    expect(added.filter((name) => !name.startsWith('__vi'))).toEqual([])
  })

  it('exports what was chosen', async () => {
    expect([await import('./index.ts'), await import('./element.ts')].map(Object.keys)).toEqual([
      ['createChat'],
      ['definePorchlightChat'],
    ])
  })

  it('gives a chat that does nothing', async () => {
    const { createChat } = await import('./index.ts')
    const chat = createChat({ token: 't' })
    chat.boot({ token: 'u' })
    chat.open()
    chat.on('opened', () => undefined)()
    const results = [
      await chat.sendMessage('Hello'),
      await chat.identify({}),
      await chat.logout(),
      await chat.shutdown(),
      chat.status().isOpen,
      await chat.destroy(),
    ]
    expect(results).toEqual([null, null, null, undefined, false, undefined])
  })
})
