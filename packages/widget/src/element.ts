/** `<porchlight-chat token="…" api-host="…">`: importing this file defines it, where there is a DOM. */
import { allKinds, optionNames } from './api/all-options.ts'
import type { Chat } from './api/chat.ts'
import { createApi } from './api/create-api.ts'
import type { ChatOptions } from './api/options.ts'
import { readOption } from './api/read-options.ts'
import { lazyFiles } from './lazy-files.ts'

const attributeName = (option: string): string =>
  option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** An element with a chat. Each option is an attribute and a property; a property goes first. */
export type PorchlightChatElement = HTMLElement &
  ChatOptions & {
    /** The chat of this element; it does nothing while the element is not on a page. */
    readonly chat: Chat
  }

declare global {
  interface HTMLElementTagNameMap {
    'porchlight-chat': PorchlightChatElement
  }
}

/** Defines the element once. Without custom elements, such as on a server, it does nothing. */
export function definePorchlightChat(): void {
  if (typeof customElements === 'undefined' || customElements.get('porchlight-chat')) return

  class ChatElement extends HTMLElement {
    static observedAttributes = optionNames.map(attributeName)

    readonly #properties: Record<string, unknown> = {}
    /** The last word: off the page there is no chat. */
    readonly #place: { enabled?: boolean } = { enabled: false }
    #isSettling = false

    readonly chat: Chat = createApi({
      sources: [{ apiHost: location.origin }, attributesOf(this), this.#properties, this.#place],
      files: lazyFiles,
      element: this,
    })

    constructor() {
      super()
      for (const name of optionNames) {
        const early = Object.getOwnPropertyDescriptor(this, name)
        // An own property, set before the element was defined, would hide the one below.
        if (early !== undefined) this.#properties[name] = early.value
        Object.defineProperty(this, name, {
          configurable: true,
          get: () => this.#properties[name] ?? readOption(attributesOf(this), name, allKinds[name]),
          set: (value) => {
            this.#properties[name] = value
            this.#settle()
          },
        })
      }
    }

    connectedCallback(): void {
      this.#settle()
    }

    disconnectedCallback(): void {
      this.#settle()
    }

    attributeChangedCallback(): void {
      this.#settle()
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
        if (this.isConnected) delete this.#place.enabled
        else this.#place.enabled = false
        this.chat.boot()
      })
    }
  }
  customElements.define('porchlight-chat', ChatElement)
}

const optionName = (attribute: string): string =>
  attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** Attributes as options, always those of now. */
function attributesOf(element: Element): object {
  const read = (name: string): string | undefined =>
    element.getAttribute(attributeName(name)) ?? undefined
  return new Proxy(
    { [Symbol.toStringTag]: 'Attributes' },
    {
      get: (target, name) => (typeof name === 'string' ? read(name) : Reflect.get(target, name)),
      ownKeys: () => element.getAttributeNames().map(optionName),
      getOwnPropertyDescriptor: (_, name) => ({
        configurable: true,
        enumerable: true,
        value: read(String(name)),
      }),
    },
  )
}

definePorchlightChat()
