import { expect, it } from 'vitest'
import { createFakeSettings, LEFT } from '../testing/fake-settings.ts'
import { createPeople, targetOf } from './people.ts'

const EMAIL = 'ada@mail.test'

function open() {
  const fake = createFakeSettings()
  fake.left.set(EMAIL, LEFT)
  return { fake, people: createPeople({ client: fake.client.visitors, onFailed: () => {} }) }
}

it.each([
  ['12', { ticket_number: 12 }],
  ['#12', { ticket_number: 12 }],
  [EMAIL, { email: EMAIL }],
  ['1234567890', { email: '1234567890' }],
])('takes %j for whom it means', (text, target) => {
  expect(targetOf(text)).toEqual(target)
})

it('erases only who was looked at, and only when the same is typed again', async () => {
  const { fake, people } = open()
  await people.erase(EMAIL)
  await people.look(` ${EMAIL} `)
  expect(people.state.value).toEqual({ kind: 'found', text: EMAIL, left: LEFT })
  await people.erase('ada@mail.tes')
  expect(fake.left.size).toBe(1)
  await people.erase(EMAIL)
  expect([people.state.value, fake.left.size]).toEqual([
    { kind: 'erased', text: EMAIL, gone: { visitors: 1, conversations: 1 } },
    0,
  ])
})

it('is where it was after a failure, and says why', async () => {
  const { fake, people } = open()
  fake.fail('POST', { status: 400, attr: 'ticket_number', detail: 'No ticket.' })
  await people.look('9')
  expect([people.state.value.kind, people.failure.value?.kind]).toEqual(['idle', 'problem'])
  await people.look(EMAIL)
  fake.fail('POST', 'offline')
  await people.erase(EMAIL)
  expect([people.state.value.kind, people.failure.value?.kind]).toEqual(['found', 'offline'])
})
