import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallableChat } from '../api/chat.ts'
import { createApi } from '../api/create-api.ts'
import { installGlobal, isInstalled, removeGlobal, snippetAddress } from './call-queue.ts'

afterEach(() => {
  delete window.porchlight
})

/** The snippet as the README has it, with another way to fetch the script. */
function runSnippet(): void {
  const readme = readFileSync(`${import.meta.dirname}/../../README.md`, 'utf8')
  const [, code = ''] = /<script>\n?(\(u=>.*?)\n?<\/script>/s.exec(readme) ?? []
  const run = new Function('imported', code.replace('import(', 'imported('))
  run(() => new Promise(() => undefined))
}

/** A chat that is not on a page, and notes its calls. */
function buildChat() {
  const calls: unknown[] = []
  const inert = createApi({
    sources: [{}],
    files: {
      panel: () => Promise.reject(),
      core: () => Promise.reject(),
      extras: () => Promise.reject(),
      byName: () => Promise.reject(),
    },
    element: null,
  })
  const chat = Object.assign((name: string, ...values: unknown[]) => {
    calls.push([name, ...values])
    return inert(name as 'open')
  }, inert) as unknown as CallableChat
  return { calls, chat, inert }
}

const global = () => window.porchlight as CallableChat

describe('the one global', () => {
  it('runs the calls that were made before the script came, in order', () => {
    runSnippet()
    global()('prefill', 'Hello')
    global().open()
    const { calls, chat } = buildChat()
    installGlobal(chat)
    expect([calls, window.porchlight === chat]).toEqual([[['prefill', 'Hello'], ['open']], true])
  })

  it('tells who called early what became of it', async () => {
    runSnippet()
    const early = [global()('status'), global().sendMessage('Hello')]
    const { chat, inert } = buildChat()
    installGlobal(chat)
    expect(await Promise.all(early)).toEqual([inert.status(), null])
  })

  it('is reached by who has kept what the snippet made', () => {
    runSnippet()
    const kept = global()
    const { calls, chat } = buildChat()
    installGlobal(chat)
    kept.open()
    kept('close')
    expect(calls).toEqual([['open'], ['close']])
  })

  it('tells where the snippet has the script from', () => {
    const before = snippetAddress()
    runSnippet()
    expect([before, snippetAddress()]).toEqual([
      undefined,
      expect.stringContaining('/porchlight.js?site='),
    ])
  })

  it.each([
    ['a queue that holds anything', { q: [null, 7, [], [['open'], () => undefined]] }],
    ['a queue that is none', { q: 'open' }],
    ['an element of that name', { id: 'porchlight' }],
  ])('survives %s', (_what, stub) => {
    window.porchlight = stub
    const { chat } = buildChat()
    installGlobal(chat)
    expect(window.porchlight).toBe(chat)
  })

  it('leaves a name alone that a page has taken for good', () => {
    Object.defineProperty(window, 'porchlight', { value: 'taken', configurable: true })
    installGlobal(buildChat().chat)
    expect(window.porchlight).toBe('taken')
  })

  it('is known to a second copy of the script, and the snippet is not', () => {
    runSnippet()
    const before = isInstalled()
    installGlobal(buildChat().chat)
    expect([before, isInstalled()]).toEqual([false, true])
  })

  it('goes with the chat, unless it is another’s', () => {
    const { chat } = buildChat()
    installGlobal(chat)
    removeGlobal(buildChat().chat)
    const isKept = window.porchlight === chat
    removeGlobal(chat)
    expect([isKept, 'porchlight' in window]).toEqual([true, false])
  })
})

describe('the snippet', () => {
  it('is no longer than 400 bytes', () => {
    const readme = readFileSync(`${import.meta.dirname}/../../README.md`, 'utf8')
    const [snippet = ''] = /<script>\n?\(u=>.*?<\/script>/s.exec(readme) ?? []
    expect(Buffer.byteLength(snippet)).toBeGreaterThan(100)
    expect(Buffer.byteLength(snippet)).toBeLessThanOrEqual(400)
  })
})
