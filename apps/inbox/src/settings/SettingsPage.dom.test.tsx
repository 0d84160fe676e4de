// @vitest-environment-options { "settings": { "enableIframePageLoading": true } }
import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createTeam } from '../models/team.ts'
import { buildKey, createFakeSettings, LEFT } from '../testing/fake-settings.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { openSettings } from './open-settings.tsx'
import type { PartName } from './sections/sections.ts'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

async function open(part: PartName, fake = createFakeSettings()) {
  const storage = createMemoryStorage()
  const { client } = fake
  const team = createTeam(client.agents)
  // No file of these tests is a picture but the one that says so.
  const square = async (file: Blob) => ((await file.text()) === 'a picture' ? 'AAAA' : null)
  const onFailed = () => {}
  const settings = openSettings({ client, team, square, storage: () => storage, onFailed })
  const copied: string[] = []
  const ports = {
    origin: 'https://chat.test',
    timeZone: 'Europe/Berlin',
    timeZones: ['Europe/Berlin', 'UTC'],
    go: () => {},
    previewHref: () => 'about:blank',
    copy: async (text: string) => void copied.push(text),
    offer: (text: string) => ({ href: `data:,${text.length}`, close: () => {} }),
  }
  const nowMs = signal(Date.parse('2026-01-01T12:00:00Z'))
  const props = { ports, nowMs, query: '', listHref: '#/' }
  const show = (next: PartName) =>
    act(async () => {
      render(settings.draw({ ...props, part: next }), root)
      await settle()
    })
  await show(part)
  return { fake, team, copied, show }
}

function field(label: string): HTMLInputElement {
  const labels = [...root.querySelectorAll('label')]
  const found = labels.find((each) => each.textContent === label)
  const inner = found?.querySelector('input') ?? document.getElementById(found?.htmlFor ?? '')
  if (inner === null || found === undefined) throw new Error(`no field ${label}`)
  return inner as HTMLInputElement
}

const type = (label: string, text: string) =>
  act(() => {
    field(label).value = text
    field(label).dispatchEvent(new Event('input', { bubbles: true }))
  })

const press = (word: string) =>
  act(async () => {
    const buttons = [...root.querySelectorAll('button')]
    const found = buttons.find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent) === word,
    )
    if (found === undefined) throw new Error(`no button ${word}`)
    found.click()
    await settle()
  })

const alerts = (): string[] =>
  [...root.querySelectorAll('[role=alert]')].flatMap((each) => each.textContent?.trim() || [])

it('says at the field what the server has against it, and leads to it from another part', async () => {
  const { fake, show } = await open('domains')
  await type('Domains', 'a.com\nb c')
  fake.fail('PATCH', { status: 400, attr: 'conversations.widget_domains.1', detail: 'No host.' })
  await press('Save')
  expect(field('Domains').getAttribute('aria-invalid')).toBe('true')
  expect(alerts()[0]).toBe('“b c”: No host.')
  await show('greeting')
  expect(root.querySelector('.save-bar a')?.getAttribute('href')).toBe('#/settings/domains')
  await show('domains')
  expect(field('Domains').value).toBe('a.com\nb c')
})

it('keeps what was typed when saving fails, and says so', async () => {
  const { fake } = await open('greeting')
  await type('Greeting', 'Ahoy')
  fake.fail('PATCH', { status: 403 })
  await press('Save')
  expect([alerts(), field('Greeting').value]).toEqual([
    [
      'Your key may not change the settings: it takes the scope project:write. What you changed is kept in this tab.',
    ],
    'Ahoy',
  ])
  await press('Save')
  expect([fake.now().widget.greeting, root.querySelector('.save-bar')?.textContent]).toEqual([
    'Ahoy',
    'Saved. Pages have it from now on.',
  ])
})

it('tells of what somebody else has changed meanwhile, and asks which stands', async () => {
  const { fake } = await open('greeting')
  await type('Greeting', 'Mine')
  fake.change({ widget: { greeting: 'Theirs' } })
  await press('Save')
  expect(alerts()).toEqual(['Somebody else has changed the greeting meanwhile. Which is to stand?'])
  await press('Take theirs')
  expect([field('Greeting').value, fake.now().widget.greeting]).toEqual(['Theirs', 'Theirs'])
})

it('says to a key without the scope why there is nothing, and reads again', async () => {
  const fake = createFakeSettings()
  fake.fail('GET', { status: 403 })
  await open('appearance', fake)
  expect(alerts()[0]).toContain('it takes the scope project:read')
  await press('Try again')
  expect(field('Name').value).toBe('Support')
})

it('sets a week of hours, and says at the day what is wrong with it', async () => {
  const { fake } = await open('hours')
  await act(() => field('People answer at certain hours').click())
  await act(() => field('Saturday').click())
  fake.fail('PATCH', { status: 400, attr: 'widget.hours.days.5.1', detail: 'Must be HH:MM.' })
  await press('Save')
  const days = [...root.querySelectorAll('.open-day')]
  expect(days.map((day) => day.querySelector('.setting-error')?.textContent?.trim())).toEqual([
    ...['', '', '', '', ''],
    'Must be HH:MM.',
    '',
  ])
  await act(() => field('Saturday').click())
  await press('Save')
  expect(fake.now().widget.hours).toEqual({
    timeZone: 'Europe/Berlin',
    days: [...Array(5).fill(['09:00', '17:00']), null, null],
  })
})

it('gives the snippet with the token of the site', async () => {
  const { copied } = await open('appearance')
  await press('Copy')
  expect([copied, root.querySelector('.copy-line')?.textContent]).toEqual([
    ['<script async\n  src="https://chat.test/porchlight.js"\n  data-token="plw_fake">\n</script>'],
    'CopyCopied.',
  ])
})

it('shows a key once, and revokes one when that is confirmed', async () => {
  const fake = createFakeSettings()
  fake.keys.push(buildKey('mine', { is_current: true }), buildKey('old'))
  await open('keys', fake)
  expect(root.querySelector('[aria-label="Revoke mine"]')).toBeNull()
  await type('What it is for', 'Shop')
  await press('Make the key')
  expect(field('The key').value).toBe('plk_key-2')
  await press('I have it')
  expect(root.textContent).not.toContain('plk_')
  await press('Revoke old')
  await press('Keep it')
  expect(fake.keys.map(({ id }) => id)).toEqual(['key-2', 'mine', 'old'])
  await press('Revoke old')
  await press('Revoke this key')
  expect(fake.keys.map(({ id }) => id)).toEqual(['key-2', 'mine'])
})

it('makes a key that ends, and says what the server has against one', async () => {
  const { fake } = await open('keys')
  await type('What it is for', 'Shop')
  const select = root.querySelector('select')
  if (select === null) throw new Error('no select')
  await act(() => {
    select.value = 'date'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await press('Make the key')
  await type('The last day', '2025-12-31')
  expect(alerts()).toEqual(['Choose a day that is not over yet.'])
  await press('Make the key')
  expect(fake.requests.filter((request) => request.startsWith('POST'))).toEqual([])
  await type('The last day', '2026-02-01')
  fake.fail('POST', { status: 400, attr: 'name', detail: 'No more than 200 characters.' })
  await press('Make the key')
  expect(alerts()[0]).toContain('What it is for: No more than 200 characters.')
  await press('Make the key')
  const [key] = fake.keys
  expect(key?.expires_at).toBe(new Date('2026-02-01T23:59:59').toISOString())
})

it('erases a person when their address is typed once more', async () => {
  const fake = createFakeSettings()
  fake.left.set('ada@mail.test', LEFT)
  await open('people', fake)
  await type('E-mail address, or number of a ticket', 'ada@mail.test')
  await press('Look')
  expect(root.querySelector('a[download]')?.getAttribute('href')).toMatch(/^data:,\d+$/)
  await press('Erase for good')
  expect(fake.left.size).toBe(1)
  await type('Type ada@mail.test to go on', 'ada@mail.test')
  await press('Erase for good')
  expect(fake.left.size).toBe(0)
  expect(root.textContent).toContain('Gone: 1 visitor and 1 conversation.')
})

const choose = (text: string) =>
  act(async () => {
    const input = root.querySelector<HTMLInputElement>('input[type=file]')
    Object.defineProperty(input, 'files', { value: [new File([text], 'me')], configurable: true })
    input?.dispatchEvent(new Event('change'))
    await settle()
  })

it('shows who one is, takes a picture, and takes it away again', async () => {
  const { fake, team } = await open('profile')
  const face = () => root.querySelector('.me .face')
  expect([face()?.textContent, root.querySelector('.me')?.textContent]).toEqual([
    'GH',
    'GHGrace Hillagent-1@team.test',
  ])
  await choose('a text')
  expect(alerts()[0]).toContain('This file is no picture that can be read here.')
  await choose('a picture')
  expect(fake.requests.at(-1)).toBe('PUT agents/me {"picture":"AAAA"}')
  const src = face()?.querySelector('img')?.getAttribute('src')
  expect([alerts(), src]).toEqual([[], team.pictureOf(1)])
  expect(src).toMatch(/^\/api\/agents\/v1\/pictures\/\d+$/)
  await act(() => void face()?.querySelector('img')?.dispatchEvent(new Event('load')))
  expect(face()?.textContent).toBe('')
  await press('Remove the picture')
  expect([face()?.innerHTML, team.pictureOf(1)]).toEqual(['GH', null])
})

it('says why a picture was not taken, and shows the initials where one cannot be had', async () => {
  const { fake } = await open('profile')
  fake.fail('PUT', { status: 400, attr: 'picture', detail: 'A picture may have 65536 bytes.' })
  await choose('a picture')
  expect(alerts()).toEqual(['Not saved. A picture may have 65536 bytes.'])
  await choose('a picture')
  await act(() => void root.querySelector('.me img')?.dispatchEvent(new Event('error')))
  expect(root.querySelector('.me .face')?.innerHTML).toBe('GH')
})
