import type { ClientError } from '@porchlight/client'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createLinkRequest } from './link-request.ts'

it('asks once for one mail, and says that it is on its way', async () => {
  const asked: string[] = []
  let answer = (): void => {}
  const request = createLinkRequest({
    requestLink(email) {
      asked.push(email)
      return new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { ok: true } })
      })
    },
  })
  const asking = request.ask(' grace@team.test ')
  await request.ask('grace@team.test')
  expect(request.state.value).toEqual({ kind: 'sending' })
  answer()
  await asking
  expect([asked, request.state.value]).toEqual([
    ['grace@team.test'],
    { kind: 'sent', email: 'grace@team.test' },
  ])
})

it('says what was refused, and asks again when it is asked to', async () => {
  const error: ClientError = { kind: 'offline' } as ClientError
  const answers = [
    { ok: false as const, error },
    { ok: true as const, value: { ok: true as const } },
  ]
  const request = createLinkRequest({
    requestLink: async () => answers.shift() ?? { ok: false, error },
  })
  await request.ask('grace@team.test')
  const refused = request.state.value
  void request.ask('grace@team.test')
  await settle()
  expect([refused, request.state.value.kind]).toEqual([{ kind: 'failed', error }, 'sent'])
})
