import { createTeamClient } from '@porchlight/client'
import type { KeptMail } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createMails } from './mails.ts'

const MAIL: KeptMail = {
  id: 'mail-1',
  kind: 'restore',
  to: 'ada@example.com',
  subject: 'Your conversations',
  text: 'Open this link',
  state: 'kept',
  error: null,
  created_at: '2026-01-01T11:00:00.000Z',
}

function open() {
  const api = createFakeApi()
  api.mails.push(MAIL)
  const client = createTeamClient({ origin: 'https://t', apiKey: FAKE_KEY, fetch: api.fetch })
  const isWanted = signal(false)
  return { api, isWanted, mails: createMails({ client: client.mails, isWanted }) }
}

it('asks for mails when they are wanted, and not before', async () => {
  const { api, isWanted, mails } = open()
  await settle()
  expect([api.requests, mails.state.value]).toEqual([[], { kind: 'closed' }])
  isWanted.value = true
  expect(mails.state.value).toEqual({ kind: 'loading' })
  await expect.poll(() => mails.state.value).toEqual({ kind: 'open', mails: [MAIL], total: 1 })
})

it('forgets them when they are closed, also those that are on their way', async () => {
  const { isWanted, mails } = open()
  isWanted.value = true
  isWanted.value = false
  await settle()
  expect(mails.state.value).toEqual({ kind: 'closed' })
})

it('says why they could not be had, and asks again', async () => {
  const { api, isWanted, mails } = open()
  api.fail({ to: 'GET mails/', as: { status: 403, code: 'permission_denied' } })
  isWanted.value = true
  await expect
    .poll(() => mails.state.value)
    .toMatchObject({ kind: 'failed', error: { kind: 'problem', status: 403 } })
  mails.reload()
  await expect.poll(() => mails.state.value.kind).toBe('open')
})
