import type { ClientError, Result } from '@porchlight/client'
import type { SignInLinkAnswer } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { SignIn } from './SignIn.tsx'
import type { SessionState } from './session.ts'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

function draw(
  answer: Result<SignInLinkAnswer>,
  state: SessionState = { kind: 'signedOut', error: null },
) {
  const asked: string[] = []
  async function requestLink(email: string): Promise<Result<SignInLinkAnswer>> {
    asked.push(email)
    return answer
  }
  const session = {
    state: signal(state),
    signIn: async () => {},
    signOut: () => {},
    expire: () => {},
  }
  render(null, root)
  act(() => render(<SignIn session={session} requestLink={requestLink} />, root))
  async function ask(email: string): Promise<string> {
    const field = root.querySelector<HTMLInputElement>('#sign-in-email')
    if (field === null) throw new Error('no field')
    field.value = email
    act(() => void field.dispatchEvent(new Event('input', { bubbles: true })))
    field.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    act(() => {})
    return root.querySelector('[role=status]')?.textContent ?? ''
  }
  return { asked, ask }
}

it('asks for a link, and tells nobody whether there is such an agent', async () => {
  const { asked, ask } = draw({ ok: true, value: { ok: true } })
  expect(await ask('grace@team.test')).toBe(
    'If somebody of the team has the address grace@team.test, a link is on its way there. It works once, within 15 minutes. If none comes, ask whoever runs the server.',
  )
  expect(asked).toEqual(['grace@team.test'])
})

it('says why no link was asked for', async () => {
  const problem = { code: 'invalid', detail: '', attr: 'email' } as const
  const refusals: [ClientError, string][] = [
    [
      { kind: 'problem', status: 400, problem, retryAfterMs: null },
      'This does not look like a mail address.',
    ],
    [
      { kind: 'problem', status: 429, problem, retryAfterMs: 60_000 },
      'No link was asked for. Too many requests. Try again in 60 s.',
    ],
    [
      { kind: 'offline', cause: null },
      'No link was asked for. We cannot reach the server. Check the connection.',
    ],
  ]
  for (const [error, text] of refusals) {
    expect(await draw({ ok: false, error }).ask('grace@team.test')).toBe(text)
  }
})

it('says above both ways in what is wrong with a link that was opened', () => {
  draw({ ok: true, value: { ok: true } }, { kind: 'signedOut', error: { kind: 'usedLink' } })
  expect(root.querySelector('[role=alert]')?.textContent).toBe(
    'This link was used, or it is too old. Ask for another one.',
  )
  expect(root.querySelector('#api-key')?.getAttribute('aria-invalid')).toBe('false')
})
