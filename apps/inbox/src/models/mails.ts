/** The mails that the server keeps, since it has nobody to send them or could not. */
import type { ClientError, MailsClient } from '@porchlight/client'
import type { KeptMail } from '@porchlight/protocol'
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'

export type MailsState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ClientError }
  /** The newest first; `total` counts those that are too old to be shown, too. */
  | { readonly kind: 'open'; readonly mails: readonly KeptMail[]; readonly total: number }

export interface Mails {
  readonly state: ReadonlySignal<MailsState>
  /** Asks again. */
  reload(): void
  close(): void
}

/** Mails that are shown. */
const MAILS_SHOWN = 100

/** Asks for the mails whenever they are wanted, and forgets them when they are not. */
export function createMails({
  client,
  isWanted,
}: {
  client: MailsClient
  isWanted: ReadonlySignal<boolean>
}): Mails {
  const state = signal<MailsState>({ kind: 'closed' })
  let asking = new AbortController()

  async function load(): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const { signal: given } = asking
    state.value = { kind: 'loading' }
    const answer = await client.list({ limit: MAILS_SHOWN, offset: 0 }, given)
    if (given.aborted) return
    state.value = answer.ok
      ? { kind: 'open', mails: answer.value.results, total: answer.value.count }
      : { kind: 'failed', error: answer.error }
  }

  function forget(): void {
    asking.abort()
    state.value = { kind: 'closed' }
  }

  const stop = effect(() => {
    const isOpen = isWanted.value
    untracked(() => (isOpen ? void load() : forget()))
  })
  return {
    state,
    reload: () => void load(),
    close() {
      stop()
      forget()
    },
  }
}
