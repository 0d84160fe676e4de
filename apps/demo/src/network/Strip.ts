/** Draws the strip: four ways to be connected, and the log of what the outbox does about it. */
import { CONNECTIONS, type Connection, type ConnectionSwitch } from './connection.ts'

const LABELS: Readonly<Record<Connection, string>> = {
  online: 'Online',
  slow: 'Slow',
  offline: 'Offline',
  down: 'Server down',
}

const MAX_LINES = 60

/** Puts the strip at the end of the page. @returns adds one sentence to the log */
export function mountStrip(connection: ConnectionSwitch): (sentence: string) => void {
  const log = element('ol', { className: 'network-log', id: 'network-log' })
  const empty = element('p', { className: 'network-empty' }, [
    'Open the chat, write something, then switch. Every step of the outbox is told here.',
  ])
  const drawer = element('div', { className: 'network-drawer', hidden: true }, [
    element('h2', {}, ['What the outbox does']),
    empty,
    log,
  ])
  const toggle = element('button', { type: 'button', className: 'network-toggle' }, ['Log'])
  toggle.setAttribute('aria-expanded', 'false')
  toggle.addEventListener('click', () => {
    drawer.hidden = !drawer.hidden
    toggle.setAttribute('aria-expanded', String(!drawer.hidden))
    log.scrollTop = log.scrollHeight
  })

  const choices = element('fieldset', { className: 'network-choices' }, [
    element('legend', {}, ['Network']),
    ...CONNECTIONS.map((name) => choice(name, connection)),
  ])
  const strip = element('section', { className: 'network-strip' }, [
    drawer,
    element('div', { className: 'network-bar' }, [choices, toggle]),
  ])
  strip.setAttribute('aria-label', 'Network of this demo')
  document.body.append(strip)

  return (sentence) => {
    empty.remove()
    const time = element('time', {}, [new Date().toLocaleTimeString('en-GB')])
    log.append(element('li', {}, [time, element('span', {}, [sentence])]))
    if (log.childElementCount > MAX_LINES) log.firstElementChild?.remove()
    log.scrollTop = log.scrollHeight
  }
}

function choice(name: Connection, connection: ConnectionSwitch): HTMLElement {
  const input = element('input', {
    type: 'radio',
    name: 'network',
    value: name,
    checked: connection.get() === name,
  })
  input.addEventListener('change', () => connection.set(name))
  const dot = element('i', { className: `network-dot network-${name}` })
  dot.setAttribute('aria-hidden', 'true')
  return element('label', {}, [input, dot, LABELS[name]])
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}
