/**
 * A chat without the widget: the core of `@porchlight/sync`, drawn by forty lines of the page's own.
 * It shares its store with the widget on the other pages, since it has the same name.
 */
import { createConversationsTransport } from '@porchlight/client'
import { createSync, type ThreadView, type View } from '@porchlight/sync'
import { drawMessages } from './letters/draw-messages.ts'
import { describeRefusal, describeStatus } from './letters/words.ts'

const origin = contentOf('porchlight-origin')
const token = contentOf('porchlight-token')

const sync = createSync({
  name: `porchlight:${origin}:${token}`,
  transport: ({ credentials }) => createConversationsTransport({ origin, token, credentials }),
})

const statusLine = find('[data-status]')
const refusalLine = find('[data-refusal]')
const list = find('[data-messages]')
const form = find<HTMLFormElement>('[data-form]')
const field = find<HTMLTextAreaElement>('#letter')

/** The thread that is shown, and how to stop showing it. */
let shown: { readonly view: View<ThreadView>; readonly stop: () => void } | null = null

function draw(): void {
  const status = sync.status.get()
  statusLine.textContent = describeStatus(status)
  const { currentThread } = status
  if (currentThread !== null && shown?.view.get().id !== currentThread) {
    shown?.stop()
    const view = sync.thread(currentThread)
    shown = { view, stop: view.subscribe(draw) }
  }
  drawMessages(list, shown?.view.get().messages ?? [], {
    discard: (id) => void sync.discard(id),
    retry: (id) => void sync.retry(id),
    edit(id, content) {
      const text = prompt('Your letter', content)
      if (text !== null) void sync.edit(id, text)
    },
  })
  if (currentThread !== null && document.visibilityState === 'visible') {
    void sync.markRead(currentThread)
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const result = await sync.send({ content: field.value })
  refusalLine.textContent = describeRefusal(result)
  // Stored on this device: from here on it survives the tab, the browser and the network.
  if (result.kind === 'stored') form.reset()
})

sync.status.subscribe(draw)
draw()

function contentOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
}

function find<T extends Element = HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector)
  if (element === null) throw new Error(`the page has no ${selector}`)
  return element
}
