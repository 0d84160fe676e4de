import type { Identify } from '@porchlight/client'
import type { IdentifyRequest } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { createFakeSync } from '../../test/fake-sync.ts'
import { createIdentifyCommand } from './identify.ts'

type Answer = Awaited<ReturnType<Identify>>

const proven: Answer = { ok: true, value: { visitor: 'v', distinct_id: 'ada' } }
const offline: Answer = { ok: false, error: { kind: 'offline', cause: 'cut' } }
const refusedWith = (code: string): Answer =>
  ({ ok: false, error: { kind: 'problem', status: 401, problem: { code } } }) as unknown as Answer

/** A server that answers in this order. */
function listen(...answers: Answer[]) {
  const fake = createFakeSync()
  const asked: IdentifyRequest[] = []
  const told: unknown[] = []
  const identify: Identify = async (proof) => {
    asked.push(proof)
    return answers.shift() ?? offline
  }
  const host = {
    emit: (event: string, detail: unknown) => told.push([event, detail]),
    call: (...values: unknown[]) => {
      told.push(['call', ...values])
      return Promise.resolve({ kind: 'proven', distinctId: 'bob' })
    },
  }
  const command = createIdentifyCommand({ sync: fake.sync, host: host as never, identify })
  return { fake, asked, told, command }
}

const settled = () => new Promise((done) => setTimeout(done, 0))

describe('who the visitor is', () => {
  it('is told without a proof, of which only scalars are taken', async () => {
    const { command, fake, asked, told } = listen()
    const result = await command({ name: 'Ada', cart: ['lamp'], age: 36 }, undefined)
    expect([result, fake.calls, asked, told]).toEqual([
      { kind: 'unproven' },
      [['setTraits', { name: 'Ada', age: 36 }]],
      [],
      [['identified', { isProven: false }]],
    ])
  })

  it.each([
    ['a token', 'jwt', { token: 'jwt' }],
    ['a token by its name', { token: 'jwt' }, { token: 'jwt' }],
    ['a hash', { distinctId: 'ada', hash: 'h' }, { distinct_id: 'ada', identity_hash: 'h' }],
    ['a function', () => 'jwt', { token: 'jwt' }],
    ['a function that takes time', async () => ({ token: 'jwt' }), { token: 'jwt' }],
  ])('is proven by %s', async (_what, proof, request) => {
    const { command, asked, told } = listen(proven)
    expect([await command({}, proof), asked, told]).toEqual([
      { kind: 'proven', distinctId: 'ada' },
      [request],
      [['identified', { isProven: true }]],
    ])
  })

  it.each([null, 7, {}, '', () => null, () => Promise.reject(new Error('of the page'))])(
    'is unproven by %s',
    async (proof) => {
      const { command, asked } = listen(proven)
      expect([await command({}, proof), asked]).toEqual([{ kind: 'unproven' }, []])
    },
  )

  it('is asked for again once when a proof has expired', async () => {
    const { command, asked } = listen(refusedWith('identity_refused'), proven)
    const tokens = ['old', 'new']
    expect([await command({}, () => tokens.shift()), asked]).toEqual([
      { kind: 'proven', distinctId: 'ada' },
      [{ token: 'old' }, { token: 'new' }],
    ])
  })

  it('is refused when a proof does not hold', async () => {
    const refused = refusedWith('identity_refused')
    const once = listen(refused)
    const twice = listen(refused, refused)
    expect([await once.command({}, 'jwt'), await twice.command({}, () => 'jwt')]).toEqual([
      { kind: 'refused' },
      { kind: 'refused' },
    ])
  })

  it('is asked for again when there is a connection again', async () => {
    const { command, fake, told } = listen(offline, proven)
    const result = await command({}, () => 'jwt')
    fake.setStatus({ connection: 'offline' })
    await settled()
    const before = [...told]
    fake.setStatus({ connection: 'online' })
    await settled()
    expect([result, before, told]).toEqual([
      { kind: 'unreachable' },
      [],
      [['identified', { isProven: true }]],
    ])
  })

  it('begins as somebody new when this browser was another person’s', async () => {
    const { command, fake, told } = listen(refusedWith('identity_conflict'))
    const result = await command({ name: 'Bob' }, 'jwt')
    expect([result, fake.calls.map(([name]) => name), told]).toEqual([
      { kind: 'proven', distinctId: 'bob' },
      ['setTraits', 'signOut'],
      [['call', 'identify', { name: 'Bob' }, 'jwt']],
    ])
  })
})
