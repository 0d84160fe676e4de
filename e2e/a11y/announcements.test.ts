import { describe, expect, it } from 'vitest'
import { useScene } from '../attacks/use-scene.ts'
import { eventually } from '../fixtures/eventually.ts'
import { enter } from '../fixtures/stage.ts'

/** 300 words of which no two are the same, so that one said twice would be seen. */
const WORDS = Array.from({ length: 300 }, (_, n) => `word${n}`)

describe('an answer of 300 words is announced', () => {
  const on = useScene([`# Pear\n\n${WORDS.join(' ')}\n`])

  it.concurrent.each([
    { by: 'ariaNotify', hasNotify: true },
    { by: 'a live region', hasNotify: false },
  ])('once and whole, by $by', async ({ hasNotify }) => {
    on.scene.site.page('/', {})
    const visitor = await enter(on.browser, on.scene.site.origin)
    await visitor.context.addInitScript(recordSpeech, hasNotify)
    const tab = await visitor.tab()
    const spoken = (): Promise<string[]> =>
      tab.page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
    await tab.chat.open()
    await tab.chat.send('pear')
    await eventually(async () => (await spoken()).join(' ').includes('word299'), true)
    await tab.page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })

    const said = await spoken()
    expect(said.length).toBeLessThanOrEqual(4)
    expect(new Set(said).size).toBe(said.length)
    expect(said.join(' ').match(/word\d+/g)).toEqual(WORDS)
    await visitor.close()
  })
})

/** Runs in the page. Keeps what a screen reader would be told, in `window.spoken`. */
function recordSpeech(hasNotify: boolean): void {
  const spoken: string[] = []
  Object.assign(window, { spoken })
  if (hasNotify) {
    Element.prototype.ariaNotify = (text: string) => void spoken.push(text)
    return
  }
  Reflect.deleteProperty(Element.prototype, 'ariaNotify')
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const live = element?.closest('[aria-live]:not([aria-live="off"]), [role="status"]')
        if (live?.textContent) spoken.push(live.textContent)
      }
    })
    observer.observe(root, { subtree: true, childList: true, characterData: true })
    return root
  }
}

declare global {
  interface Element {
    ariaNotify?(text: string): void
  }
}
