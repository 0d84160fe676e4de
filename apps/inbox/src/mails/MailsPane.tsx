import type { KeptMail } from '@porchlight/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import type { Mails } from '../models/mails.ts'
import { BackLink } from '../thread/ThreadHeader.tsx'
import { failureText } from '../words/failure-text.ts'
import { fullTime, shortTime } from '../words/times.ts'

export interface MailsPaneProps {
  readonly mails: Mails
  readonly nowMs: ReadonlySignal<number>
  /** The address of the list, as it is. */
  readonly listHref: string
}

/** The mails that were not sent, in the place of a thread. */
export function MailsPane({ mails, nowMs, listHref }: MailsPaneProps): JSX.Element {
  return (
    <section class="thread-pane" aria-label="Mails">
      <div class="bar thread-head">
        <span class="only-narrow">
          <BackLink href={listHref} />
        </span>
        <div class="thread-title">
          <h2>Mails</h2>
          <p class="muted">Not sent: there is no mail server, or it refused them.</p>
        </div>
      </div>
      <div class="mails">
        <MailsBody mails={mails} nowMs={nowMs} />
      </div>
    </section>
  )
}

function MailsBody({ mails, nowMs }: Omit<MailsPaneProps, 'listHref'>): JSX.Element | null {
  const state = mails.state.value
  switch (state.kind) {
    case 'closed':
      return null
    case 'loading':
      return <p class="muted">Loading</p>
    case 'failed':
      return (
        <div role="alert">
          <p>{failureText(state.error)}</p>
          <button type="button" class="button" onClick={mails.reload}>
            Try again
          </button>
        </div>
      )
    case 'open':
      if (state.mails.length === 0) return <p class="muted">There are none.</p>
      return (
        <>
          <ul class="rows">
            {state.mails.map((mail) => (
              <Mail key={mail.id} mail={mail} nowMs={nowMs} />
            ))}
          </ul>
          {state.total > state.mails.length && (
            <p class="muted">{state.total - state.mails.length} older ones are not shown.</p>
          )}
        </>
      )
  }
}

function Mail({ mail, nowMs }: { mail: KeptMail; nowMs: ReadonlySignal<number> }): JSX.Element {
  return (
    <li class="mail">
      <p>
        <strong>{mail.subject}</strong>{' '}
        <time class="muted" dateTime={mail.created_at} title={fullTime(mail.created_at)}>
          {shortTime(mail.created_at, nowMs.value)}
        </time>
      </p>
      <p class="muted">
        To {mail.to}
        {mail.error !== null && `. ${mail.error}`}
      </p>
      <p class="mail-text">
        {mail.text === '' ? 'Its text held a secret, and is gone.' : mail.text}
      </p>
    </li>
  )
}
