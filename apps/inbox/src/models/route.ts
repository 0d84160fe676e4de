/** What the address names: a ticket as `#/tickets/12`, or the mails as `#/mails`. */
import { type ReadonlySignal, signal } from '@preact/signals'

export interface Route {
  /** Number of the ticket that is open; null for the list alone. */
  readonly ticketNumber: ReadonlySignal<number | null>
  /** Whether the mails are open instead. */
  readonly isMails: ReadonlySignal<boolean>
  close(): void
}

/** The part of a window that an address lives in. */
export interface AddressBar {
  readonly location: { readonly hash: string }
  addEventListener(type: 'hashchange', listener: () => void): void
  removeEventListener(type: 'hashchange', listener: () => void): void
}

const TICKET_HASH = /^#\/tickets\/(\d{1,9})$/

/** Follows the address. Links and the back button change it; nothing here does. */
export function createRoute(bar: AddressBar): Route {
  const ticketNumber = signal(parseHash(bar.location.hash))
  const isMails = signal(bar.location.hash === MAILS_HREF)
  const onChange = (): void => {
    ticketNumber.value = parseHash(bar.location.hash)
    isMails.value = bar.location.hash === MAILS_HREF
  }
  bar.addEventListener('hashchange', onChange)
  return {
    ticketNumber,
    isMails,
    close: () => bar.removeEventListener('hashchange', onChange),
  }
}

/** The address of a ticket within the page. */
export function ticketHref(ticketNumber: number): string {
  return `#/tickets/${ticketNumber}`
}

/** The address of the list alone. */
export const LIST_HREF = '#/'

/** The address of the mails that were not sent. */
export const MAILS_HREF = '#/mails'

function parseHash(hash: string): number | null {
  const digits = TICKET_HASH.exec(hash)?.[1]
  return digits === undefined ? null : Number(digits)
}
