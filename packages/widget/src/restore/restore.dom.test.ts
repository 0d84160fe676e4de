import { RESTORE_FRAGMENT } from '@porchlight/protocol'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { click } from '../../test/click.ts'
import { createTestFiles } from '../../test/lazy-files.ts'
import { clearPage, type OpenPanel, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'
import { createApi } from '../api/create-api.ts'
import type { RestoreResult } from '../api/restore.ts'

afterEach(async () => {
  await clearPage()
  history.replaceState(null, '', '/')
})

type Answer = RestoreResult | Promise<RestoreResult>

/** A core whose server answers with these, one after the other. */
function answerWith(
  { commands }: Pick<OpenPanel, 'commands'>,
  ...answers: readonly Answer[]
): unknown[] {
  const asked: unknown[] = []
  const left = [...answers]
  commands.restore = async (by) => {
    asked.push(by)
    return await (left.shift() ?? Promise.reject(new Error('asked too often')))
  }
  return asked
}

async function openForm(capabilities: readonly string[] = ['restore']): Promise<OpenPanel> {
  const panel = await openPanel()
  panel.fake.setStatus({ connection: 'online', capabilities })
  await settled()
  await click(panel, 'Menu')
  return panel
}

async function giveAddress(panel: OpenPanel, email: string): Promise<void> {
  const field = panel.find<HTMLInputElement>('input[type=email]')
  if (field === null) throw new Error('no field')
  field.value = email
  await click(panel, 'Mail me a link')
}

/** The page that a link leads to, with a server that answers so. */
async function arrive(...answers: readonly Answer[]) {
  history.replaceState({ own: 'state' }, '', '/lamps?x=1#porchlight_restore=secret-token')
  let asked: readonly unknown[] = []
  const panel = await openPanel({}, (opened) => {
    asked = answerWith(opened, ...answers)
    opened.fake.setStatus({ connection: 'online', capabilities: ['restore'] })
  })
  await settled()
  return { panel, asked }
}

describe('looking for earlier conversations', () => {
  it('is offered only where the server mails links', async () => {
    const panel = await openForm([])
    expect(panel.buttons().has('Earlier conversations')).toBe(false)
  })

  it('asks for an address, and says the same whoever it is', async () => {
    const panel = await openForm()
    const asked = answerWith(panel, { kind: 'asked' })
    await click(panel, 'Earlier conversations')
    expect(panel.find('.header-title')?.textContent).toBe('Earlier conversations')
    await giveAddress(panel, ' ada@a.example ')
    expect(asked).toEqual([{ email: 'ada@a.example' }])
    expect(panel.find('.question [role=status]')?.textContent).toBe(
      'If we have conversations of ada@a.example, a link is on its way. It works once, for an hour.',
    )
  })

  it('names what is wrong with an address, and asks nobody', async () => {
    const panel = await openForm()
    const asked = answerWith(panel)
    await click(panel, 'Earlier conversations')
    await giveAddress(panel, '')
    expect(panel.texts('[role=alert]')).toEqual(['', 'This does not look like a mail address.'])
    expect(panel.texts('[role=alert]:has(.icon-warning)')).toHaveLength(1)
    // Below its field, which is described by it.
    expect(panel.texts('label:has(input[aria-invalid=true]) + [role=alert]')).toHaveLength(1)
    const ids = panel.find('input')?.getAttribute('aria-describedby')?.split(' ') ?? []
    expect(ids.map((id) => panel.find(`#${id}`)?.textContent).join('')).toBe(
      'This does not look like a mail address.',
    )
    expect(asked).toEqual([])
  })

  it.each([
    ['too_many', 'Too many links were asked for. Please try again in an hour.'],
    ['unreachable', 'Our server did not answer. Please try again.'],
    ['unavailable', 'We cannot mail links here.'],
    ['no_address', 'This does not look like a mail address.'],
  ] as const)('says why there is no link: %s', async (kind, said) => {
    const panel = await openForm()
    answerWith(panel, { kind })
    await click(panel, 'Earlier conversations')
    await giveAddress(panel, 'ada@a.example')
    expect(panel.texts('[role=alert]').join('')).toBe(said)
    expect(panel.find<HTMLInputElement>('input')?.value).toBe('ada@a.example')
  })

  it('leads on from where a link is on its way, and has the focus there', async () => {
    const panel = await openForm()
    answerWith(panel, { kind: 'asked' })
    await click(panel, 'Earlier conversations')
    panel.find('input')?.focus()
    await giveAddress(panel, 'ada@a.example')
    const leave = panel.find<HTMLButtonElement>('.question button')
    expect(leave?.textContent).toBe('New conversation')
    const root = leave?.getRootNode()
    expect(root instanceof ShadowRoot && root.activeElement === leave).toBe(true)
    await click(panel, 'New conversation')
    expect(panel.find('textarea')).not.toBeNull()
  })

  it('leads back', async () => {
    const panel = await openForm()
    await click(panel, 'Earlier conversations')
    await click(panel, 'Cancel')
    expect(panel.find('textarea')).not.toBeNull()
  })
})

describe('a page that a link has led to', () => {
  it('has lost the token before anything else is done, and nothing else of its address', async () => {
    const { asked } = await arrive(new Promise(() => undefined))
    expect(location.pathname + location.search + location.hash).toBe('/lamps?x=1')
    expect(history.state).toEqual({ own: 'state' })
    expect(asked).toEqual([{ token: 'secret-token' }])
  })

  it('goes on where the page may not change its address', async () => {
    history.replaceState(null, '', '/#porchlight_restore=secret-token')
    // This DOM tells of it as of a change of the hash.
    await settled()
    // Safari refuses when it was asked too often, whoever has asked.
    vi.spyOn(history, 'replaceState').mockImplementationOnce(() => {
      throw new DOMException('too often', 'SecurityError')
    })
    let asked: readonly unknown[] = []
    const panel = await openPanel({}, (opened) => {
      asked = answerWith(opened, { kind: 'restored', threads: [] })
      opened.fake.setStatus({ connection: 'online', capabilities: ['restore'] })
    })
    await settled()
    expect(asked).toEqual([{ token: 'secret-token' }])
    expect(panel.find('.question')).not.toBeNull()
  })

  it('says that they are coming, and then leads to them', async () => {
    let answer = (_: RestoreResult): void => undefined
    const coming = new Promise<RestoreResult>((resolve) => {
      answer = resolve
    })
    const { panel } = await arrive(coming)
    const status = () => panel.find('.question [role=status]')?.textContent
    expect(status()).toBe('Fetching your conversations…')
    answer({ kind: 'restored', threads: ['one'] })
    await settled()
    expect(status()).toBe('Your conversations are here.')
    await click(panel, 'Your conversations')
    expect(panel.find('.threads')).not.toBeNull()
  })

  it('keeps the link while too many come from one address', async () => {
    const { panel, asked } = await arrive({ kind: 'too_many' }, { kind: 'restored', threads: [] })
    expect(panel.find('.question [role=status]')?.textContent).toMatch(/^Too many links/)
    await click(panel, 'Retry')
    expect(asked).toEqual([{ token: 'secret-token' }, { token: 'secret-token' }])
  })

  it('can be left while the server does not answer', async () => {
    const { panel } = await arrive({ kind: 'unreachable' })
    await click(panel, 'New conversation')
    expect(panel.find('textarea')).not.toBeNull()
  })

  it.each([
    ['expired', /^This link has expired/],
    ['used', /^This link was used before/],
    ['invalid', /^This link works only in the browser that asked/],
  ] as const)(
    'says that a link is %s, and asks whether another one is wanted',
    async (kind, said) => {
      const { panel } = await arrive({ kind }, { kind: 'asked' })
      expect(panel.find('[role=alert]')?.textContent).toMatch(said)
      await giveAddress(panel, 'ada@a.example')
      expect(panel.find('.question [role=status]')?.textContent).toMatch(/a link is on its way/)
    },
  )

  it('keeps the link while the server does not answer', async () => {
    const { panel, asked } = await arrive(
      { kind: 'unreachable' },
      { kind: 'restored', threads: [] },
    )
    expect(panel.find('.question [role=status]')?.textContent).toMatch(/did not answer/)
    await click(panel, 'Retry')
    expect(asked).toEqual([{ token: 'secret-token' }, { token: 'secret-token' }])
    expect(panel.find('.question [role=status]')?.textContent).toMatch(/nothing left to fetch/)
  })

  it('takes a link for its own that was used up by a try whose answer was lost', async () => {
    const { panel } = await arrive({ kind: 'unreachable' }, { kind: 'used' })
    await click(panel, 'Retry')
    expect(panel.buttons().has('Your conversations')).toBe(true)
  })

  it.each(['=', '%3D', '%3d'])(
    'is known by %s in its address, as mail clients write it',
    async (is) => {
      history.replaceState(null, '', `/lamps#${RESTORE_FRAGMENT}${is}secret-token`)
      let asked: readonly unknown[] = []
      await openPanel({}, (opened) => {
        asked = answerWith(opened, { kind: 'expired' })
      })
      await settled()
      expect([asked, location.href]).toEqual([
        [{ token: 'secret-token' }],
        new URL('/lamps', location.href).href,
      ])
    },
  )

  it('waits until the visitor agrees to being remembered', async () => {
    history.replaceState(null, '', '/#porchlight_restore=secret-token')
    const panel = await openPanel({ consent: 'required' })
    const asked = answerWith(panel, { kind: 'expired' })
    expect([panel.find('.question-title')?.textContent, location.hash]).toEqual([
      'Before we chat',
      '',
    ])
    await click(panel, 'Agree and chat')
    await settled()
    expect(asked).toEqual([{ token: 'secret-token' }])
    expect(panel.find('[role=alert]')?.textContent).toMatch(/has expired/)
  })
})

describe('a visitor who signs out', () => {
  it('leaves nothing of a link that was being used, or asked for, to the next', async () => {
    const answers: ((result: RestoreResult) => void)[] = []
    const later = () => new Promise<RestoreResult>((resolve) => void answers.push(resolve))
    const { panel, asked } = await arrive(later(), later(), { kind: 'asked' })
    panel.fake.setStatus({ trouble: 'signed_out' })
    panel.fake.setStatus({ trouble: null })
    await settled()
    expect(panel.find('textarea')).not.toBeNull()
    await click(panel, 'Menu')
    await click(panel, 'Earlier conversations')
    answers[0]?.({ kind: 'restored', threads: ['one'] })
    await settled()
    expect(panel.find('.question [role=status]')?.textContent).toBe('')
    await giveAddress(panel, 'ada@a.example')
    await click(panel, 'Cancel')
    await click(panel, 'Menu')
    await click(panel, 'Earlier conversations')
    answers[1]?.({ kind: 'too_many' })
    await settled()
    expect(panel.find('[role=alert]')?.textContent).toBe('')
    await giveAddress(panel, 'eve@e.example')
    expect(asked.slice(1)).toEqual([{ email: 'ada@a.example' }, { email: 'eve@e.example' }])
    expect(panel.find('.question [role=status]')?.textContent).toMatch(/eve@e.example/)
  })
})

describe('a page that is open when a link leads to it', () => {
  /** Only what stands behind the # changes, so nothing is loaded anew. */
  async function follow(token: string): Promise<void> {
    history.replaceState({ own: 'state' }, '', `/lamps?x=1#porchlight_restore=${token}`)
    dispatchEvent(new HashChangeEvent('hashchange'))
    expect(location.href).toBe(new URL('/lamps?x=1', location.href).href)
    expect(history.state).toEqual({ own: 'state' })
    await settled()
  }

  const status = (panel: OpenPanel) => panel.find('.question [role=status]')?.textContent

  it('uses it, with the panel open', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ connection: 'online', capabilities: ['restore'] })
    const asked = answerWith(panel, { kind: 'restored', threads: ['one'] })
    await follow('secret-token')
    expect([asked, status(panel)]).toEqual([
      [{ token: 'secret-token' }],
      'Your conversations are here.',
    ])
  })

  it('opens the panel, and uses it once', async () => {
    const panel = await openPanel()
    panel.chat.close()
    const asked = answerWith(panel, { kind: 'restored', threads: ['one'] })
    await follow('secret-token')
    expect([asked, panel.chat.status().isOpen]).toEqual([[{ token: 'secret-token' }], true])
    panel.chat.close()
    panel.chat.update({ name: 'Other' })
    location.hash = '#lamps'
    panel.chat.open()
    await settled()
    expect(asked).toHaveLength(1)
  })

  it('opens the panel that nobody has opened before', async () => {
    const { files, commands } = createTestFiles()
    const asked = answerWith({ commands }, { kind: 'restored', threads: ['one'] })
    const chat = createApi({
      sources: [{ debug: false, token: 't', apiHost: 'https://chat.example' }],
      files,
      element: document.createElement('porchlight-root'),
    })
    onTestFinished(() => void chat.destroy())
    await settled()
    await follow('secret-token')
    expect([asked, chat.status().isOpen]).toEqual([[{ token: 'secret-token' }], true])
  })

  it('waits until the visitor agrees to being remembered', async () => {
    const panel = await openPanel({ consent: 'required' })
    const asked = answerWith(panel, { kind: 'expired' })
    await follow('secret-token')
    expect(panel.find('.question-title')?.textContent).toBe('Before we chat')
    await click(panel, 'Agree and chat')
    await settled()
    expect(asked).toEqual([{ token: 'secret-token' }])
  })

  it('leaves the address alone once the chat is gone', async () => {
    const { chat } = await openPanel()
    await chat.destroy()
    history.replaceState(null, '', '/#porchlight_restore=secret-token')
    dispatchEvent(new HashChangeEvent('hashchange'))
    expect(location.hash).toBe('#porchlight_restore=secret-token')
  })

  it('takes no trouble with an earlier link for one of this link', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ connection: 'online', capabilities: ['restore'] })
    const asked = answerWith(panel, { kind: 'unreachable' }, { kind: 'used' })
    await follow('one')
    await follow('two')
    expect([asked, panel.find('[role=alert]')?.textContent]).toEqual([
      [{ token: 'one' }, { token: 'two' }],
      expect.stringMatching(/^This link was used before/),
    ])
  })
})

describe('a chat that is shut down and begins again', () => {
  it.each(['before the page is idle', 'while the visitor is asked to agree'])(
    'still has the link: %s',
    async (when) => {
      history.replaceState(null, '', '/#porchlight_restore=secret-token')
      const { files, commands } = createTestFiles()
      const asked = answerWith({ commands }, { kind: 'restored', threads: [] })
      const given = { token: 't', apiHost: 'https://chat.example', consent: 'required' }
      const chat = createApi({
        sources: [{ debug: false }, given],
        files,
        element: document.createElement('porchlight-root'),
      })
      onTestFinished(() => void chat.destroy())
      if (when !== 'before the page is idle') await settled()
      void chat.shutdown()
      chat.boot({ consent: 'given' })
      await settled()
      expect([asked, chat.status().isOpen]).toEqual([[{ token: 'secret-token' }], true])
    },
  )

  it('does not use a link twice', async () => {
    const { panel, asked } = await arrive({ kind: 'restored', threads: ['one'] })
    void panel.chat.shutdown()
    panel.chat.boot()
    await settled()
    expect([asked.length, panel.chat.status().isOpen]).toEqual([1, false])
  })
})
