/** The real launcher and panel over a core in memory, opened as a visitor opens them. */
import type { Chat } from '../src/api/chat.ts'
import { createApi } from '../src/api/create-api.ts'
import { type buildMessage, buildThread, type FakeSync } from './fake-sync.ts'
import { createTestFiles, type TestFiles } from './lazy-files.ts'
import { settled } from './settled.ts'
// Fetched before a test begins, as it would be from the browser's cache.
import '../src/markup/markup-parts.ts'
import '../src/more/more.ts'
import '../src/presence/create-presence.ts'
import '../src/restore/create-restore.ts'

/** What was drawn, and the hands of the visitor. */
export interface OpenPanel {
  readonly fake: FakeSync
  readonly chat: Chat
  /** Commands of the core that are answered by a test instead. */
  readonly commands: TestFiles['commands']
  readonly field: HTMLTextAreaElement
  find<E extends HTMLElement>(selector: string): E | null
  texts(selector: string): (string | null)[]
  /** By accessible name; of several with one name, the last. */
  buttons(): ReadonlyMap<string, HTMLButtonElement>
  type(text: string): void
  /** @returns whether the browser goes on with the key */
  press(init: KeyboardEventInit): boolean
  show(messages: readonly ReturnType<typeof buildMessage>[], run?: string | null): Promise<void>
  /** The visitor leaves the page. */
  leave(): Promise<void>
}

let chat: Chat | null = null

/** Leaves nothing of a test to the next one. */
export async function clearPage(): Promise<void> {
  await chat?.destroy()
  localStorage.clear()
}

export async function openPanel(
  options: Record<string, unknown> = {},
  /** Prepares the core before the chat begins. */
  prepare: (core: Pick<OpenPanel, 'fake' | 'commands'>) => void = () => undefined,
): Promise<OpenPanel> {
  const { fake, files, commands } = createTestFiles()
  prepare({ fake, commands })
  const element = document.createElement('porchlight-root')
  const given = { token: 't', apiHost: 'https://chat.example', name: 'Porch & Lantern', ...options }
  const opened = createApi({ sources: [{ debug: false }, given], files, element })
  chat = opened
  opened.open()
  await settled()
  const { shadowRoot } = element
  if (shadowRoot === null) throw new Error('no shadow root')
  const find = <E extends HTMLElement>(selector: string) => shadowRoot.querySelector<E>(selector)
  function composer(): HTMLTextAreaElement {
    const field = find<HTMLTextAreaElement>('textarea')
    if (field === null) throw new Error('no composer')
    return field
  }

  return {
    fake,
    chat: opened,
    commands,
    get field() {
      return composer()
    },
    find,
    texts: (selector) =>
      [...shadowRoot.querySelectorAll(selector)].map((found) => found.textContent),
    buttons: () =>
      new Map(
        [...shadowRoot.querySelectorAll<HTMLButtonElement>('.panel button')].map((button) => [
          button.getAttribute('aria-label') ?? button.textContent ?? '',
          button,
        ]),
      ),
    type(text) {
      const field = composer()
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    press: (init) =>
      composer().dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      ),
    async show(messages, run = null) {
      fake.setThread({ thread: buildThread({ run }), messages })
      await settled()
    },
    leave: () => opened.destroy(),
  }
}
