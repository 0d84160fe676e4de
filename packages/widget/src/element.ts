/** `<porchlight-chat token="…" api-host="…">`: importing this file defines it, where there is a DOM. */
import { type Chat, createInertChat } from './api/chat.ts'
import { optionNames, resolveOptions } from './api/options.ts'
import { createWarn } from './api/warn.ts'
import { startChat } from './loader/start-chat.ts'

const attributeName = (option: string): string =>
  option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Defines the element once. Without custom elements, such as on a server, it does nothing. */
export function definePorchlightChat(): void {
  if (typeof customElements === 'undefined' || customElements.get('porchlight-chat')) return

  customElements.define(
    'porchlight-chat',
    class extends HTMLElement {
      static observedAttributes = optionNames.map(attributeName)

      /** The chat of this element; one that does nothing while it is not on a page. */
      chat: Chat = createInertChat()
      #isSettling = false
      #isStale = true

      connectedCallback(): void {
        this.#settle()
      }

      disconnectedCallback(): void {
        this.#settle()
      }

      attributeChangedCallback(): void {
        this.#isStale = true
        if (this.isConnected) this.#settle()
      }

      /**
       * Waits for the end of the task: moving an element disconnects and connects it, which the
       * chat survives, and a framework sets attributes one by one.
       */
      #settle(): void {
        if (this.#isSettling) return
        this.#isSettling = true
        queueMicrotask(() => {
          this.#isSettling = false
          if (this.isConnected && !this.#isStale) return
          void this.chat.destroy()
          this.chat = this.isConnected ? start(this) : createInertChat()
          this.#isStale = !this.isConnected
        })
      }
    },
  )
}

function start(element: HTMLElement): Chat {
  const given = optionNames.map((name) => [name, element.getAttribute(attributeName(name))])
  const attributes: unknown = Object.fromEntries(given)
  const ours = { apiHost: location.origin }
  const options = resolveOptions(attributes, ours, createWarn(attributes))
  if (options === null) return createInertChat()
  return startChat({
    options,
    files: { panel: () => import('./panel.ts'), core: () => import('./core.ts') },
    element,
  })
}

definePorchlightChat()
