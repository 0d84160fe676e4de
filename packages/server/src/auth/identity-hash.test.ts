import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { isHashOf, provesIdentity } from './identity-hash.ts'
import { addIdentityKey, listIdentityKeys, removeIdentityKey } from './identity-keys.ts'

const OLD = 'the secret of last year, 32 bytes'
const NEW = 'the secret of this year, 32 bytes'
const hashOf = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest('hex')

describe('[SV100] a hash', () => {
  it('proves the text it was made of, with any of the secrets', () => {
    const secrets = [OLD, NEW]
    expect([
      isHashOf('alice', hashOf('alice', OLD), secrets),
      isHashOf('alice', hashOf('alice', NEW).toUpperCase(), secrets),
      isHashOf('Alice', hashOf('alice', NEW), secrets),
      isHashOf('alice', hashOf('alice', 'a third secret, 32 bytes or more.'), secrets),
    ]).toEqual([true, true, false, false])
  })

  it.each(['', '0', '0'.repeat(64), hashOf('alice', NEW).slice(0, 63), `${hashOf('alice', NEW)}0`])(
    'is not %j',
    (hash) => {
      expect(isHashOf('alice', hash, [NEW])).toBe(false)
    },
  )

  it('of nothing proves nobody', () => {
    expect(isHashOf('', hashOf('', NEW), [NEW])).toBe(false)
  })

  it.each([[[]], [['']], [['short']]])('proves nothing with the secrets %j', (secrets) => {
    const hash = hashOf('alice', secrets[0] ?? '')
    expect(isHashOf('alice', hash, secrets)).toBe(false)
  })
})

describe('[SV101] the keys of a project', () => {
  it('are two of a kind at most, and verify until they are removed', async () => {
    const { store } = await openTestStoreWithProject()
    const add = (kid: string, key: string) =>
      store.write((tx) => addIdentityKey(tx, 1, { kid, algorithm: 'hash', key }))
    const isProven = (secret: string) =>
      store.read((tx) =>
        provesIdentity(tx, 1, { distinctId: 'alice', hash: hashOf('alice', secret) }),
      )
    expect([await add('old', OLD), await add('new', NEW)]).toEqual([null, null])
    expect(await add('third', OLD)).toBe('there are 2 hash keys: remove the older one first')
    expect([await isProven(OLD), await isProven(NEW)]).toEqual([true, true])
    expect(await store.write((tx) => removeIdentityKey(tx, 1, 'old'))).toBe(true)
    expect(await store.write((tx) => removeIdentityKey(tx, 1, 'old'))).toBe(false)
    expect([await isProven(OLD), await isProven(NEW)]).toEqual([false, true])
  })

  it.each([
    ['hash', '', 'a secret has 32 bytes or more'],
    ['HS256', 'x'.repeat(31), 'a secret has 32 bytes or more'],
    ['EdDSA', 'x'.repeat(64), 'this is no public key for EdDSA in PEM'],
  ] as const)('are no %s key %j', async (algorithm, key, words) => {
    const { store } = await openTestStoreWithProject()
    const refusal = await store.write((tx) => addIdentityKey(tx, 1, { kid: 'k', algorithm, key }))
    const kept = await store.read((tx) => listIdentityKeys(tx, 1))
    expect([refusal, kept]).toEqual([words, []])
  })

  it('are those of this project alone', async () => {
    const { store } = await openTestStoreWithProject()
    await store.write((tx) => addIdentityKey(tx, 1, { kid: 'k', algorithm: 'hash', key: NEW }))
    const proof = { distinctId: 'alice', hash: hashOf('alice', NEW) }
    expect(await store.read((tx) => provesIdentity(tx, 2, proof))).toBe(false)
  })
})
