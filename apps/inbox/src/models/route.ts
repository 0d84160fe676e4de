/**
 * What the address names: a ticket as `#/tickets/12`, the mails as `#/mails`, or a part of the settings
 * as `#/settings/hours`; and behind a question mark what is asked of the list.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals'

export interface Route {
  /** Number of the ticket that is open; null for the list alone. */
  readonly ticketNumber: ReadonlySignal<number | null>
  /** Whether the mails are open instead. */
  readonly isMails: ReadonlySignal<boolean>
  /** The part of the settings that is open, empty for the first one; null while none is. */
  readonly settings: ReadonlySignal<string | null>
  /** What is asked of the list, as it stands behind the question mark. */
  readonly query: ReadonlySignal<string>
  /** Writes it into the address in place of the old one: a filter is no place to go back to. */
  setQuery(query: string): void
  close(): void
}

/** The part of a window that an address lives in. */
export interface AddressBar {
  readonly location: { readonly hash: string }
  readonly history: { replaceState(data: null, unused: '', url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

const SETTINGS_PATH = /^#\/settings(?:\/([a-z]+))?$/
const TICKET_PATH = /^#\/tickets\/(\d{1,9})$/

/** Follows the address. Links and the back button change it; we change what is asked for alone. */
export function createRoute(bar: AddressBar): Route {
  const first = parseHash(bar.location.hash)
  const ticketNumber = signal(first.ticketNumber)
  const isMails = signal(first.isMails)
  const settings = signal(first.settings)
  const query = signal(first.query)
  const onChange = (): void => {
    const now = parseHash(bar.location.hash)
    batch(() => {
      ticketNumber.value = now.ticketNumber
      isMails.value = now.isMails
      settings.value = now.settings
      query.value = now.query
    })
  }
  bar.addEventListener('hashchange', onChange)
  return {
    ticketNumber,
    isMails,
    settings,
    query,
    setQuery(next) {
      const [path = ''] = bar.location.hash.split('?')
      bar.history.replaceState(null, '', withQuery(path || LIST_HREF, next))
      onChange()
    },
    close: () => bar.removeEventListener('hashchange', onChange),
  }
}

/** The address of a ticket within the page; the list beside it stays as it is. */
export function ticketHref(ticketNumber: number, query: string): string {
  return withQuery(`#/tickets/${ticketNumber}`, query)
}

/** The address of the list alone. */
export function listHref(query: string): string {
  return withQuery(LIST_HREF, query)
}

/** The address of the mails that were not sent. */
export function mailsHref(query: string): string {
  return withQuery(MAILS_PATH, query)
}

/** The address of a part of the settings, empty for the first one. */
export function settingsHref(part: string, query: string): string {
  return withQuery(part === '' ? '#/settings' : `#/settings/${part}`, query)
}

const LIST_HREF = '#/'
const MAILS_PATH = '#/mails'

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`
}

function parseHash(hash: string) {
  const [path = '', query = ''] = hash.split(/\?(.*)/s)
  const settings = SETTINGS_PATH.exec(path)
  const digits = TICKET_PATH.exec(path)?.[1]
  return {
    ticketNumber: digits === undefined ? null : Number(digits),
    isMails: path === MAILS_PATH,
    settings: settings === null ? null : (settings[1] ?? ''),
    query,
  }
}
