/** Draws a list of messages with nothing but the DOM. */
import type { MessageView } from '@porchlight/sync'
import { describeDelivery } from './words.ts'

export interface MessageActions {
  discard(id: string): void
  edit(id: string, content: string): void
  retry(id: string): void
}

/** What was drawn of a message: views keep their identity until they change. */
const drawn = new WeakMap<MessageView, HTMLElement>()

/** Makes the list show these messages; what has not changed stays the element it was. */
export function drawMessages(
  list: HTMLElement,
  messages: readonly MessageView[],
  actions: MessageActions,
): void {
  const items = messages.map((message) => {
    const item = drawn.get(message) ?? drawMessage(message, actions)
    drawn.set(message, item)
    return item
  })
  const isSame =
    items.length === list.children.length && items.every((item, i) => item === list.children[i])
  if (!isSame) list.replaceChildren(...items)
}

function drawMessage(message: MessageView, actions: MessageActions): HTMLElement {
  const item = document.createElement('li')
  item.dataset.author = message.author
  const text = document.createElement('p')
  text.textContent = message.content
  const foot = document.createElement('p')
  foot.className = 'letters-foot'
  const state = document.createElement('span')
  state.textContent = describeDelivery(message)
  foot.append(state, ...buttonsOf(message, actions))
  item.append(text, foot)
  return item
}

function buttonsOf(message: MessageView, actions: MessageActions): HTMLElement[] {
  const { id, content, delivery } = message
  const isOpen = delivery !== null && delivery.state !== 'sent' && delivery.state !== 'read'
  if (!isOpen || message.change !== null) return []
  return [
    ...(delivery.state === 'failed' ? [button('Try again', () => actions.retry(id))] : []),
    button('Change', () => actions.edit(id, content)),
    button('Take back', () => actions.discard(id)),
  ]
}

function button(label: string, act: () => void): HTMLElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = label
  element.addEventListener('click', act)
  return element
}
