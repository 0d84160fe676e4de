/** A team sets its chat up in the inbox, and the pages of its site follow. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { WIDGET_TOKEN } from '../fixtures/server.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('the settings in the inbox', () => {
  let stage: Stage
  let inbox: Page
  const errors: string[] = []

  const open = async (part: string): Promise<void> => {
    await inbox.getByRole('navigation', { name: 'Settings' }).getByText(part).click()
    await inbox.getByRole('heading', { name: part, level: 2 }).waitFor()
  }
  const save = async (): Promise<void> => {
    await inbox.getByRole('button', { name: 'Save' }).click()
    await inbox.getByText('Saved. Pages have it from now on.').waitFor()
  }

  beforeAll(async () => {
    stage = await setStage()
    inbox = await (await stage.browser.newContext()).newPage()
    inbox.on('pageerror', (error) => errors.push(String(error)))
    await inbox.setViewportSize({ width: 1280, height: 900 })
    await inbox.goto(`${stage.server.origin}/inbox/`)
    await typeKey(inbox)
    await inbox.getByRole('link', { name: 'Settings' }).click()
    await inbox.getByLabel('Name', { exact: true }).waitFor()
  })
  afterAll(() => stage.close())

  it('shows the widget as it would be, while the form is filled in', async () => {
    const widget = inbox.frameLocator('iframe').locator('porchlight-root')
    await widget.getByText('Support').waitFor()
    await inbox.getByLabel('Name', { exact: true }).fill('Porch & Lantern')
    await widget.getByText('Porch & Lantern').waitFor()
    await open('Greeting')
    await inbox.getByRole('textbox', { name: 'Greeting' }).fill('Good evening.')
    await inbox.getByRole('textbox', { name: 'Suggested questions' }).fill('Where is my lamp?')
    await widget.getByText('Good evening.').waitFor()
    await widget.getByRole('button', { name: 'Where is my lamp?' }).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('shows what is said outside the hours', async () => {
    const widget = inbox.frameLocator('iframe').locator('porchlight-root')
    await open('Business hours')
    await inbox.getByLabel('People answer at certain hours').check()
    await inbox.getByLabel('Said outside these hours').fill('Back in the morning.')
    await inbox.getByText('Outside of them', { exact: true }).click()
    await widget.getByText('Back in the morning.').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByText('Within the hours', { exact: true }).click()
    await widget.getByText('Back in the morning.').waitFor({ state: 'detached' })
    await inbox.getByLabel('People answer at certain hours').uncheck()
    await inbox.getByLabel('Said outside these hours').waitFor({ state: 'detached' })
    await open('Greeting')
  })

  it('keeps what is not saved through a reload, and saves it by the keyboard', async () => {
    await inbox.reload()
    await typeKey(inbox)
    await inbox.getByText('Not saved yet: the name, the greeting').waitFor()
    await inbox.getByLabel('Line under the name').focus()
    await inbox.keyboard.press('Enter')
    await inbox.getByText('Saved. Pages have it from now on.').waitFor()
    expect(await axeViolations(inbox)).toEqual([])
  })

  it('has a page of the site follow at once', async () => {
    const { page, chat } = await (await stage.visitor()).tab()
    await chat.launcher.click()
    await page.getByText('Good evening.').waitFor()
    await page.getByRole('button', { name: 'Where is my lamp?' }).click()
    expect(await stage.team.ticketWith('Where is my lamp?')).not.toBe('')
  })

  it('says at its field what cannot be, and keeps it', async () => {
    await open('Domains')
    await inbox.getByLabel('Domains').last().fill('shop.test\nnot a host')
    await inbox.getByRole('button', { name: 'Save' }).click()
    await inbox.getByText(/“not a host”: Must be a host/).waitFor()
    expect(await axeViolations(inbox)).toEqual([])
    expect(await inbox.getByRole('textbox', { name: 'Domains' }).inputValue()).toContain('not a')
    await inbox.getByRole('button', { name: 'Discard' }).click()
  })

  it('tells of a change that somebody else made meanwhile, by the command too', async () => {
    await open('posthog-js')
    await inbox.getByRole('textbox', { name: 'Greeting' }).fill('Mine')
    await stage.server.run(['settings', 'widget_greeting_text=Theirs'])
    await inbox.getByRole('button', { name: 'Save' }).click()
    await inbox.getByText(/Somebody else has changed the greeting of posthog-js/).waitFor()
    await inbox.getByRole('button', { name: 'Save mine' }).click()
    await inbox.getByText('Saved. Pages have it from now on.').waitFor()
    await inbox.getByLabel('These pages show a widget').check()
    await save()
    expect((await remoteConfig(stage)).conversations).toMatchObject({
      widgetEnabled: true,
      greetingText: 'Mine',
    })
  })

  it('makes a key that is shown once, and revokes it', async () => {
    await open('API keys')
    await inbox.getByLabel('What it is for').fill('The shop')
    await inbox.getByRole('button', { name: 'Make the key' }).click()
    const key = await inbox.getByLabel('The key', { exact: true }).inputValue()
    expect(await statusWith(stage, key)).toBe(200)
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByRole('button', { name: 'I have it' }).click()
    await inbox.reload()
    await typeKey(inbox)
    await inbox.getByRole('button', { name: 'Revoke The shop' }).click()
    await inbox.getByRole('button', { name: 'Revoke this key' }).click()
    await inbox.getByText('There are none.').waitFor()
    expect(await statusWith(stage, key)).toBe(401)
  })

  it('hands over what a person has left, and erases it once that is confirmed', async () => {
    const email = 'ada@mail.test'
    await stage.team.open('Ada', 'We have your lamp')
    const [ticket] = await stage.team.tickets()
    await stage.team.change(ticket?.id ?? '', { anonymous_traits: { email } })
    await open('Visitors’ data')
    await inbox.getByLabel('E-mail address, or number of a ticket').fill(email)
    await inbox.getByRole('button', { name: 'Look' }).click()
    const [download] = await Promise.all([
      inbox.waitForEvent('download'),
      inbox.getByText('Download as JSON').click(),
    ])
    const file = await download.createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of file) chunks.push(chunk)
    expect(JSON.parse(Buffer.concat(chunks).toString()).conversations).toMatchObject([
      { ticket_number: 2, messages: [{ content: 'We have your lamp' }] },
    ])
    expect(await axeViolations(inbox)).toEqual([])
    await inbox.getByLabel(`Type ${email} to go on`).fill(email)
    await inbox.keyboard.press('Enter')
    await inbox.getByText('Gone: 0 visitors and 1 conversation.').waitFor()
    expect(await stage.team.tickets()).toHaveLength(1)
    expect(errors).toEqual([])
  })
})

async function remoteConfig({ server }: Stage): Promise<{ conversations: unknown }> {
  const answer = await fetch(`${server.origin}/array/${WIDGET_TOKEN}/config`)
  return (await answer.json()) as { conversations: unknown }
}

async function statusWith({ server }: Stage, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` }
  const url = `${server.origin}/api/projects/1/conversations/tickets/`
  return (await fetch(url, { headers })).status
}
