import { signal } from '@preact/signals'
import { render } from 'preact'
import { afterEach, expect, it } from 'vitest'
import type { MailsState } from '../models/mails.ts'
import { MailsPane } from './MailsPane.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

function draw(state: MailsState, reload = () => {}): HTMLElement {
  const mails = { state: signal(state), reload, close: () => {} }
  const nowMs = signal(Date.parse('2026-01-01T12:00:00Z'))
  render(<MailsPane mails={mails} nowMs={nowMs} listHref="#/" />, root)
  return root
}

const mail = {
  id: 'a',
  kind: 'restore',
  to: 'ada@example.com',
  subject: 'Your conversations',
  text: 'Open <b>this</b>\nhttps://shop.test/?ph_conv_restore=x',
  state: 'kept',
  error: null,
  created_at: '2026-01-01T11:00:00.000Z',
} as const

it('shows what a mail says as the text it is, and how many are not shown', () => {
  const drawn = draw({ kind: 'open', mails: [mail], total: 3 })
  expect(drawn.querySelector('b')).toBeNull()
  expect(drawn.querySelector('.mail-text')?.textContent).toBe(mail.text)
  expect(drawn.textContent).toContain('To ada@example.com')
  expect(drawn.textContent).toContain('2 older ones are not shown.')
})

it('says that a secret is gone, and what the mail server said', () => {
  const failed = { ...mail, text: '', state: 'failed', error: 'no such user' } as const
  const drawn = draw({ kind: 'open', mails: [failed], total: 1 })
  expect(drawn.textContent).toContain('To ada@example.com. no such user')
  expect(drawn.textContent).toContain('Its text held a secret, and is gone.')
})

it('says that there are none, and asks again after a failure', () => {
  expect(draw({ kind: 'open', mails: [], total: 0 }).textContent).toContain('There are none.')
  let asked = 0
  const drawn = draw({ kind: 'failed', error: { kind: 'offline', cause: null } }, () => {
    asked += 1
  })
  drawn.querySelector('button')?.click()
  expect([drawn.querySelector('[role=alert]')?.textContent, asked]).toEqual([
    'We cannot reach the server. Check the connection.Try again',
    1,
  ])
})
