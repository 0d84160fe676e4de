import { afterEach, beforeEach, expect, it } from 'vitest'
import { bindShortcuts } from './shortcuts.ts'

const done: string[] = []
let unbind = (): void => {}

/** A page with what the shortcuts look for. */
beforeEach(() => {
  const rows = ['a', 'b', 'c'].map((id) => element('a', { id, class: 'row', href: `#${id}` }))
  const list = element('ul', { class: 'rows' })
  list.append(...rows)
  const title = element('div', { class: 'thread-title' })
  title.append(element('h2', { id: 'title', tabindex: '-1' }))
  document.body.replaceChildren(
    element('input', { id: 'ticket-search' }),
    list,
    title,
    element('textarea', { id: 'reply-text' }),
  )
  done.length = 0
  unbind = bindShortcuts(document, {
    onResolve: () => done.push('resolve'),
    onDialog: (wanted) => done.push(wanted),
  })
})
afterEach(() => unbind())

function element(name: string, attributes: Record<string, string>): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

/** @returns what has the focus after each key */
function press(...keys: string[]): (string | undefined)[] {
  return keys.map((key) => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    return document.activeElement?.id
  })
}

it('moves over the rows with j and k, and stops at both ends', () => {
  expect(press('j', 'j', 'j', 'j', 'k', 'k', 'k')).toEqual(['a', 'b', 'c', 'c', 'b', 'a', 'a'])
})

it('begins at the ticket that is open', () => {
  document.getElementById('b')?.setAttribute('aria-current', 'true')
  expect(press('j')).toEqual(['c'])
})

it('moves with the arrows only within the list, since elsewhere they scroll', () => {
  document.getElementById('title')?.focus()
  expect(press('ArrowDown', 'j', 'ArrowDown', 'ArrowUp')).toEqual(['title', 'a', 'b', 'a'])
})

it('goes to the reply with r and to the search with a slash', () => {
  expect(press('r')).toEqual(['reply-text'])
  document.getElementById('a')?.focus()
  expect(press('/')).toEqual(['ticket-search'])
})

it('leaves letters to the field they are typed into, until Escape leaves it', () => {
  document.getElementById('reply-text')?.focus()
  expect(press('j', 'r', 'Escape')).toEqual(['reply-text', 'reply-text', 'title'])
})

it('leaves the shortcuts of the browser alone', () => {
  const event = new KeyboardEvent('keydown', { key: 'r', ctrlKey: true, cancelable: true })
  document.dispatchEvent(event)
  expect([event.defaultPrevented, document.activeElement?.id]).toEqual([false, ''])
})

it('resolves with e, and tells all keys with a question mark', () => {
  press('e', '?')
  expect(done).toEqual(['resolve', 'help'])
})

it('finds a command with Ctrl or Cmd and K, also out of a field', () => {
  document.getElementById('reply-text')?.focus()
  for (const modifier of [{ ctrlKey: true }, { metaKey: true }]) {
    const init = { key: 'k', bubbles: true, cancelable: true, ...modifier }
    const event = new KeyboardEvent('keydown', init)
    document.activeElement?.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
  }
  expect(done).toEqual(['palette', 'palette'])
})

it('leaves all keys to a dialog that is open', () => {
  document.body.append(element('dialog', { open: '' }))
  press('e', 'j')
  expect([done, document.activeElement?.id]).toEqual([[], ''])
})

it('chooses the row that has the focus with x, and up to there with Shift', () => {
  const row = document.getElementById('b')
  const item = element('li', {})
  const box = element('input', { type: 'checkbox' })
  box.addEventListener('click', (event) => done.push(`click ${event.shiftKey}`))
  row?.replaceWith(item)
  item.append(box, row ?? '')
  row?.focus()
  press('x', 'X')
  expect(done).toEqual(['click false', 'click true'])
})
