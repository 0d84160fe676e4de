/** The chat as a part of the page: it fills a box of the site, and is always open. */
import type { Host } from '../api/host.ts'
import inlineCss from './inline.css?inline'

type Chat = Pick<Host, 'options' | 'element' | 'on' | 'drawPanel' | 'adoptStyles' | 'call'>

/**
 * Waits for the box, also for one that comes later or takes the place of another. Showing the panel
 * is not yet an interaction: the chat stores and connects when the visitor reaches into it.
 *
 * @returns the undo
 */
export function fillContainer(chat: Chat): () => void {
  const { element, options } = chat
  const { container } = options
  if (container === undefined) return () => undefined

  const reached = (): void => void chat.call('open')

  function place(): void {
    const box = typeof container === 'string' ? find(container) : container
    if (element.isConnected || !box?.isConnected) return
    box.append(element)
    // What depends on the place, such as colours, is drawn again.
    chat.call('update', {})
  }

  async function show(): Promise<void> {
    try {
      const panel = await chat.drawPanel()
      panel.open({ isFocused: false })
    } catch {
      // It comes when the visitor asks for it.
    }
  }

  chat.adoptStyles(inlineCss)
  element.toggleAttribute('data-inline', true)
  const observer = new MutationObserver(place)
  observer.observe(document, { childList: true, subtree: true })
  for (const reach of REACHES) element.addEventListener(reach, reached, { passive: true })
  const stop = chat.on('closed', () => void show())
  place()
  void show()

  return () => {
    stop()
    observer.disconnect()
    for (const reach of REACHES) element.removeEventListener(reach, reached)
    element.removeAttribute('data-inline')
    element.remove()
  }
}

const REACHES = ['focusin', 'pointerdown'] as const

function find(selector: string): Element | null {
  try {
    return document.querySelector(selector)
  } catch {
    return null
  }
}
