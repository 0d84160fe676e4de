import { afterEach, describe, expect, it } from 'vitest'
import { createInertChat } from '../api/chat.ts'
import { installGlobal, isInstalled } from './call-queue.ts'

afterEach(() => {
  delete window.porchlight
})

/** A chat that notes the calls of `open` and `prefill`. */
function buildChat() {
  const calls: unknown[] = []
  const chat = {
    ...createInertChat(),
    open: () => void calls.push('open'),
    prefill: (text: string) => void calls.push(`prefill ${text}`),
  }
  return { calls, chat }
}

/** What the snippet installs. */
function installSnippet(): (...call: unknown[]) => void {
  const queue: unknown[] = []
  const snippet = Object.assign(
    (...call: unknown[]) => {
      queue.push(call)
    },
    { q: queue },
  )
  window.porchlight = snippet
  return snippet
}

const call = (...values: unknown[]): unknown =>
  typeof window.porchlight === 'function' ? window.porchlight(...values) : 'not callable'

describe('the one global', () => {
  it('runs the calls that were made before the script came, in order', () => {
    const snippet = installSnippet()
    snippet('prefill', 'Hello')
    snippet('open')
    const { calls, chat } = buildChat()
    installGlobal(chat, () => undefined)
    expect(calls).toEqual(['prefill Hello', 'open'])
  })

  it('does the same by name and by method', () => {
    const { calls, chat } = buildChat()
    installGlobal(chat, () => undefined)
    call('open')
    const { porchlight } = window
    if (typeof porchlight === 'function' && 'open' in porchlight)
      Reflect.apply(Object(porchlight.open), null, [])
    expect(calls).toEqual(['open', 'open'])
  })

  it('gives back what a command returns', () => {
    const { chat } = buildChat()
    installGlobal(chat, () => undefined)
    expect(call('status')).toEqual(chat.status())
  })

  it.each(['boot', 'toString', '__proto__', 'constructor', undefined, 7])(
    'does nothing for the unknown command %j, and tells the developer',
    (command) => {
      const told: string[] = []
      installGlobal(buildChat().chat, (text) => told.push(text))
      expect([call(command), told]).toEqual([undefined, [`unknown command: ${String(command)}`]])
    },
  )

  it('survives a queue that holds anything', () => {
    const stub = Object.assign(() => undefined, { q: [null, 7, [], ['open']] })
    window.porchlight = stub
    const { calls, chat } = buildChat()
    installGlobal(chat, () => undefined)
    expect(calls).toEqual(['open'])
  })

  it('is known to a second copy of the script, and the snippet is not', () => {
    installSnippet()
    const before = isInstalled()
    installGlobal(buildChat().chat, () => undefined)
    expect([before, isInstalled()]).toEqual([false, true])
  })

  it('goes with the chat', async () => {
    installGlobal(buildChat().chat, () => undefined)
    await call('destroy')
    expect('porchlight' in window).toBe(false)
  })
})
