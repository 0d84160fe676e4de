/** Buttons of the site that open the chat, by selector: also those that come later. */
import type { ChatStatus } from '../api/chat.ts'
import type { Host } from '../api/host.ts'

/** What it needs of the launcher. */
type Chat = Pick<Host, 'options' | 'on' | 'call' | 'prefetch'>

/** @returns the undo, which leaves each button as it was */
export function followOwnLauncher(chat: Chat): () => void {
  const selector = chat.options.customLauncher
  if (selector === undefined || !isSelector(selector)) return () => undefined
  const before = new Map<Element, string | null>()
  let isOpen = (chat.call('status') as ChatStatus).isOpen

  function clicked(event: Event): void {
    if (!buttonOf(event, selector)) return
    // A link that stands in for a button leads nowhere.
    event.preventDefault()
    chat.call('toggle')
  }

  function approached(event: Event): void {
    if (buttonOf(event, selector)) chat.prefetch()
  }

  function tell(): void {
    for (const button of document.querySelectorAll(selector ?? '')) {
      if (!before.has(button)) before.set(button, button.getAttribute('aria-expanded'))
      const state = String(isOpen)
      if (button.getAttribute('aria-expanded') !== state) {
        button.setAttribute('aria-expanded', state)
      }
    }
  }

  function turned(next: boolean): void {
    isOpen = next
    tell()
  }

  const observer = new MutationObserver(tell)
  observer.observe(document, { childList: true, subtree: true })
  document.addEventListener('click', clicked)
  document.addEventListener('pointerover', approached, { passive: true })
  const stop = [chat.on('opened', () => turned(true)), chat.on('closed', () => turned(false))]
  tell()

  return () => {
    observer.disconnect()
    document.removeEventListener('click', clicked)
    document.removeEventListener('pointerover', approached)
    for (const undo of stop) undo()
    for (const [button, value] of before) {
      if (value === null) button.removeAttribute('aria-expanded')
      else button.setAttribute('aria-expanded', value)
    }
  }
}

/** Also a button in the shadow tree of a component of the site. */
function buttonOf(event: Event, selector = ''): boolean {
  return event.composedPath().some((node) => node instanceof Element && node.matches(selector))
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text)
    return true
  } catch {
    return false
  }
}
