/** Ten thousand tickets: all of them can be scrolled to, opened and seen to change. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeKey } from '../fixtures/agents.ts'
import { eventually, until } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

const TICKETS = 10_000
/** Two hundred pages are read. */
const LIMIT_MS = 180_000

interface Row {
  readonly id: string
  readonly place: string | null
  /** No ticket is on hold at first. */
  readonly status: string | undefined
}

describe('an inbox of ten thousand tickets', () => {
  let stage: Stage
  let inbox: Page
  let folder: string

  const list = (): Locator => inbox.locator('.list-scroll')
  /** The rows in the page, from the top. */
  const shown = (): Promise<readonly Row[]> =>
    list()
      .locator('li')
      .evaluateAll((rows) =>
        rows.map((row) => ({
          id: row.getAttribute('data-ticket') ?? '',
          place: row.getAttribute('aria-posinset'),
          status: row.querySelector('.status')?.textContent,
        })),
      )

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'porchlight-many-'))
    stage = await setStage({ environment: { PORCHLIGHT_DATA: folder } })
    const tab = await (await stage.visitor()).tab()
    await tab.chat.open()
    await tab.chat.send('Is it brass?')
    await stage.team.ticketWith('Is it brass?')
    await promisify(execFile)(process.execPath, [
      path.resolve(import.meta.dirname, '../bench/inbox/fill.mjs'),
      path.join(folder, 'porchlight.db'),
      String(TICKETS),
    ])
    inbox = await (await stage.browser.newContext()).newPage()
    await inbox.goto(`${stage.server.origin}/inbox/#/?status=any`)
    await typeKey(inbox)
    await inbox.locator('.row').first().waitFor()
  }, LIMIT_MS)
  afterAll(async () => {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  })

  it(
    'is scrolled to its last ticket, with a few dozen rows in the page',
    async () => {
      const isAtEnd = (): Promise<boolean> =>
        list().evaluate((area) => {
          area.scrollTop = area.scrollHeight
          return area.querySelector('li:last-child')?.getAttribute('aria-posinset') === '10000'
        })
      await until(isAtEnd, 'the last ticket', LIMIT_MS - 20_000)
      expect(await list().locator('li').last().getAttribute('aria-setsize')).toBe(String(TICKETS))
      await eventually(async () => (await list().locator('li').count()) < 60, true)
    },
    LIMIT_MS,
  )

  it('opens the last one, and one in the middle, and goes on by keys', async () => {
    const last = list().locator('li').last()
    const number = /#(\d+)/.exec((await last.textContent()) ?? '')?.[1]
    await last.locator('.row').click()
    await inbox.getByRole('log').locator('.message').first().waitFor()
    expect(new URL(inbox.url()).hash).toBe(`#/tickets/${number}?status=any`)
    await list().evaluate((area) => {
      area.scrollTop = area.scrollHeight / 2
    })
    const middle = list().locator('li').nth(20)
    await middle.locator('.row').focus()
    const place = Number(await middle.getAttribute('aria-posinset'))
    await inbox.keyboard.press('j')
    const focused = (): Promise<string | null | undefined> =>
      inbox.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))
    await expect.poll(focused).toBe(String(place + 1))
  })

  it('shows what becomes of many at once, in their places', async () => {
    await list().evaluate((area) => {
      area.scrollTop = 1
    })
    // Those around what can be seen are in the page once it rests.
    await list().locator('li[aria-posinset="25"]').waitFor()
    const changed = (await stage.team.tickets()).slice(0, 80).filter((_, n) => n % 2 === 0)
    const ids = new Set(changed.map(({ id }) => id))
    const before = await shown()
    expect(before.filter(({ status }) => status === 'On hold')).toEqual([])
    const after = before.map((row) => (ids.has(row.id) ? { ...row, status: 'On hold' } : row))
    expect(after.filter(({ status }) => status === 'On hold').length).toBeGreaterThan(10)
    await Promise.all(changed.map(({ id }) => stage.team.change(id, { status: 'on_hold' })))
    await eventually(shown, after)
    expect(await inbox.locator('.list-foot').count()).toBe(0)
  })
})
