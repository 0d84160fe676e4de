import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settled } from '../../test/settled.ts'
import { leavePage, start } from '../../test/start-chat.ts'

beforeEach(() => localStorage.clear())
afterEach(leavePage)

describe('a site’s own launcher', () => {
  it('opens the chat, whenever it comes, and tells whether it is open', async () => {
    document.body.innerHTML = '<a class="help" href="#x"><b>Help</b></a>'
    const { chat, find } = await start({ token: 't', customLauncher: '.help' })
    const first = document.querySelector<HTMLElement>('.help b')
    first?.click()
    const opened = [chat.status().isOpen, first?.parentElement?.getAttribute('aria-expanded')]
    const later = document.createElement('button')
    later.className = 'help'
    later.setAttribute('aria-expanded', 'mixed')
    document.body.append(later)
    await settled()
    const found = later.getAttribute('aria-expanded')
    later.click()
    expect([opened, found, chat.status().isOpen, find('.launcher')?.hidden]).toEqual([
      [true, 'true'],
      'true',
      false,
      true,
    ])
    await chat.destroy()
    expect([
      first?.parentElement?.hasAttribute('aria-expanded'),
      later.getAttribute('aria-expanded'),
    ]).toEqual([false, 'mixed'])
  })

  it('is nothing where the selector is none', async () => {
    const { chat, find } = await start({ token: 't', customLauncher: '((' })
    document.body.click()
    expect([chat.status().isOpen, find('.launcher') === null]).toEqual([false, false])
  })
})

describe('a chat with a place of its own', () => {
  it('is shown there at once, and begins when the visitor reaches into it', async () => {
    document.body.innerHTML = '<main><section id="chat"></section></main>'
    const { element, find, asked, chat } = await start({ token: 't', container: '#chat' })
    const before = [
      element.parentElement?.id,
      find('[data-open] > .panel') !== null,
      asked.includes('start'),
      element.shadowRoot?.activeElement,
    ]
    element.dispatchEvent(new Event('pointerdown'))
    await settled()
    expect([before, asked.includes('start'), chat.status().isOpen]).toEqual([
      ['chat', true, false, null],
      true,
      true,
    ])
  })

  it('waits for its place, and moves to the one that takes its stead', async () => {
    const { element } = await start({ token: 't', container: '#chat' })
    const before = element.isConnected
    document.body.innerHTML = '<div id="chat"></div>'
    await settled()
    const first = element.parentElement
    document.body.innerHTML = '<p><span id="chat"></span></p>'
    await settled()
    expect([before, first?.localName, element.parentElement?.localName]).toEqual([
      false,
      'div',
      'span',
    ])
  })
})
