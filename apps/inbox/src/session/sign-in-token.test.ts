import { expect, it } from 'vitest'
import { hasSignInToken, takeSignInToken } from './sign-in-token.ts'

const TOKEN = `pls_${'a'.repeat(43)}`

function open(hash: string): { token: string | null; addresses: unknown[] } {
  const addresses: unknown[] = []
  const location = { hash, pathname: '/inbox/', search: '?a=1' } as Location
  const history = {
    replaceState: (_data: unknown, _title: string, address: string) => addresses.push(address),
  } as unknown as History
  return { token: takeSignInToken({ location, history }), addresses }
}

it('takes the token of a link, and takes it out of the address', () => {
  expect(open(`#sign-in=${TOKEN}`)).toEqual({ token: TOKEN, addresses: ['/inbox/?a=1'] })
})

it('knows a link that is opened in a page that is open already', () => {
  const hashes = [`#sign-in=${TOKEN}`, '#/tickets/7']
  expect(hashes.map((hash) => hasSignInToken({ hash }))).toEqual([true, false])
})

it.each(['', '#', '#/tickets/7', '#sign-in=', `#sign-in=${TOKEN}x`, `#other=${TOKEN}`])(
  'leaves the address %j alone',
  (hash) => {
    expect(open(hash)).toEqual({ token: null, addresses: [] })
  },
)
