import { expect, it } from 'vitest'
import { createRoute, listHref, mailsHref, settingsHref, ticketHref } from './route.ts'

function addressBar(hash: string) {
  const listeners = new Set<() => void>()
  const location = { hash }
  return {
    location,
    history: {
      replaceState: (_: null, __: '', url: string) => {
        location.hash = url
      },
    },
    addEventListener: (_: 'hashchange', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: 'hashchange', listener: () => void) => void listeners.delete(listener),
    go(next: string) {
      location.hash = next
      for (const listener of listeners) listener()
    },
    listeners,
  }
}

it('names the ticket of the address, and follows it', () => {
  const bar = addressBar(ticketHref(12, ''))
  const route = createRoute(bar)
  const seen = [route.ticketNumber.value]
  for (const hash of [listHref(''), '#/tickets/7', '#/tickets/seven', '#/tickets/12345678901']) {
    bar.go(hash)
    seen.push(route.ticketNumber.value)
  }
  expect(seen).toEqual([12, null, 7, null, null])
  route.close()
  expect(bar.listeners.size).toBe(0)
})

it('knows the address of the mails, which is no ticket', () => {
  const bar = addressBar('#/mails')
  const route = createRoute(bar)
  const seen = [route.isMails.value]
  bar.go(ticketHref(12, ''))
  seen.push(route.isMails.value)
  bar.go(mailsHref(''))
  expect([...seen, route.isMails.value, route.ticketNumber.value]).toEqual([
    true,
    false,
    true,
    null,
  ])
})

it('knows the parts of the settings, and leaves them for the list', () => {
  const bar = addressBar('#/settings')
  const route = createRoute(bar)
  const seen = [route.settings.value]
  for (const hash of [settingsHref('hours', 'sla=breached'), '#/settings/9', listHref('')]) {
    bar.go(hash)
    seen.push(route.settings.value)
  }
  expect([seen, route.isMails.value, route.ticketNumber.value]).toEqual([
    ['', 'hours', null, null],
    false,
    null,
  ])
})

it('keeps what is asked of the list while tickets are opened, and writes it in its place', () => {
  const bar = addressBar('#/?priority=high')
  const route = createRoute(bar)
  bar.go(ticketHref(12, route.query.value))
  const opened = [route.ticketNumber.value, route.query.value]
  route.setQuery('search=a%3Fb')
  expect([opened, bar.location.hash, route.ticketNumber.value, route.query.value]).toEqual([
    [12, 'priority=high'],
    '#/tickets/12?search=a%3Fb',
    12,
    'search=a%3Fb',
  ])
  route.setQuery('')
  expect(bar.location.hash).toBe('#/tickets/12')
})
