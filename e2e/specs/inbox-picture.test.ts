/** An agent's picture: chosen in the inbox, seen by colleagues beside what they answer, and by nobody else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hire, signIn } from '../fixtures/agents.ts'
import { axeViolations } from '../fixtures/axe.ts'
import { eventually } from '../fixtures/eventually.ts'
import { API_KEY, type ServerProcess } from '../fixtures/server.ts'
import { type Stage, setStage, type Tab } from '../fixtures/stage.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }

/** As a camera gives it: wider than high, and far too large to keep. */
async function photo(page: Page, mediaType = 'image/png', width = 1600): Promise<Buffer> {
  const asked = { mediaType, width }
  const url = await page.evaluate(({ mediaType: wanted, width: across }) => {
    const canvas = document.createElement('canvas')
    canvas.width = across
    canvas.height = (across / 16) * 9
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.scale(across / 1600, across / 1600)
    context.fillStyle = '#20456b'
    context.fillRect(0, 0, 1600, 900)
    context.fillStyle = '#f2c14e'
    context.fillRect(350, 0, 900, 900)
    return canvas.toDataURL(wanted)
  }, asked)
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}

/** Where the picture of somebody of the team is. */
async function pictureOf({ origin }: ServerProcess, email: string): Promise<string> {
  const answer = await fetch(`${origin}/api/projects/1/agents/`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  })
  const { results } = (await answer.json()) as { results: { email: string; avatar_url: string }[] }
  return results.find((agent) => agent.email === email)?.avatar_url ?? ''
}

/** Size and colour in the middle of what the first face shows; null while there are initials. */
async function faceIn(page: Page, within: string): Promise<readonly number[] | null> {
  return await page.evaluate((selector) => {
    const img = document.querySelector<HTMLImageElement>(`${selector} .face img`)
    if (img === null || !img.complete || img.naturalWidth === 0) return null
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')
    context?.drawImage(img, 0, 0)
    const [red = 0, green = 0, blue = 0] = context?.getImageData(4, 48, 1, 1).data ?? []
    return [
      img.naturalWidth,
      img.naturalHeight,
      ...[red, green, blue].map((c) => Math.round(c / 32)),
    ]
  }, within)
}

/** A square of the middle, which is yellow from edge to edge. */
const YELLOW = [96, 96, 8, 6, 2]

describe('a picture in the inbox', () => {
  let stage: Stage
  let grace: Page
  let tab: Tab
  const asked: string[] = []
  const errors: string[] = []

  beforeAll(async () => {
    stage = await setStage()
    tab = await (await stage.visitor()).tab()
    tab.page.on('request', (request) => asked.push(request.url()))
    await tab.chat.open()
    await tab.chat.send('Is it brass?')
    await stage.team.ticketWith('Is it brass?')
    grace = await signIn(stage.browser, stage.server.origin, await hire(stage.server, 'Grace'))
    grace.on('pageerror', (error) => errors.push(String(error)))
    grace.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text())
    })
    await grace.setViewportSize(DESK)
  })
  afterAll(() => stage.close())

  async function choose(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    const [chooser] = await Promise.all([
      grace.waitForEvent('filechooser'),
      grace.getByRole('button', { name: /^Choose (a|another) picture$/ }).click(),
    ])
    await chooser.setFiles({ name, mimeType, buffer })
  }

  it('is cut to a square and kept, and no file that is none is', async () => {
    await grace.getByRole('link', { name: 'Settings' }).click()
    const parts = grace.getByRole('navigation', { name: 'Settings' })
    await parts.getByRole('link', { name: 'Your profile' }).click()
    await grace.getByText('grace@team.test').waitFor()
    expect(await axeViolations(grace)).toEqual([])
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
    await choose('me.svg', 'image/svg+xml', svg)
    await grace.getByRole('alert').getByText('This file is no picture').waitFor()
    await choose('me.png', 'image/png', await photo(grace))
    await grace.getByText('Saved.').waitFor()
    await eventually(() => faceIn(grace, '.me'), YELLOW)
  })

  it('stands beside what its owner writes, also in the inbox of a colleague', async () => {
    await grace.getByRole('link', { name: 'Back to the list' }).click()
    await grace.locator('.row').first().click()
    await grace.getByRole('textbox', { name: /^Reply to/ }).fill('It is, all of it.')
    await grace.keyboard.press('Control+Enter')
    await eventually(() => faceIn(grace, '.message[data-voice=team]'), YELLOW)
    await tab.chat.message('It is, all of it.').waitFor()
    const ben = await signIn(stage.browser, stage.server.origin, await hire(stage.server, 'Ben'))
    await ben.locator('.row').first().click()
    await eventually(() => faceIn(ben, '.message[data-voice=team]'), YELLOW)
    expect(await axeViolations(ben)).toEqual([])
    await ben.context().close()
  })

  it('is nothing that a visitor is told of', async () => {
    expect(asked.filter((url) => url.includes('/pictures/'))).toEqual([])
    expect(await tab.page.locator('porchlight-root').locator('.face img').count()).toBe(0)
    expect(tab.errors).toEqual([])
  })

  it.each([
    ['a phone, light', PHONE, 'light'],
    ['a phone, dark', PHONE, 'dark'],
    ['a desk, dark', DESK, 'dark'],
  ] as const)('fits on %s', async (_, viewport, colorScheme) => {
    await grace.setViewportSize(viewport)
    await grace.emulateMedia({ colorScheme })
    for (const address of ['#/settings/profile', '#/tickets/1']) {
      await grace.goto(`${stage.server.origin}/inbox/${address}`)
      await eventually(
        () => faceIn(grace, address.includes('tickets') ? '.message' : '.me'),
        YELLOW,
      )
      expect(await axeViolations(grace)).toEqual([])
      expect(await grace.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
    }
  })

  it('keeps nothing of what a camera writes beside it, and is a picture still', async () => {
    const { server } = stage
    const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-photo-'))
    const file = path.join(folder, 'ada.jpg')
    const exif = Buffer.from('Exif\0\0 52.5163N 13.3777E')
    const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif])
    const plain = await photo(grace, 'image/jpeg', 320)
    writeFileSync(file, Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]))
    await server.run('agents add --name Ada --email ada@team.test --avatar'.split(' ').concat(file))
    rmSync(folder, { recursive: true })
    const address = await pictureOf(server, 'ada@team.test')
    const kept = Buffer.from(await (await fetch(address)).arrayBuffer())
    expect([kept.includes('Exif'), kept.includes('52.5163N')]).toEqual([false, false])
    const size = await grace.evaluate(async (src) => {
      const img = new Image()
      img.src = new URL(src).pathname
      await img.decode()
      return [img.naturalWidth, img.naturalHeight]
    }, address)
    expect(size).toEqual([320, 180])
  })

  it('is taken away, and the initials are back', async () => {
    await grace.goto(`${stage.server.origin}/inbox/#/settings/profile`)
    await grace.getByRole('button', { name: 'Remove the picture' }).click()
    await grace.getByText('Removed.').waitFor()
    expect(await grace.locator('.me .face').innerHTML()).toBe('G')
    expect(errors).toEqual([])
  })
})
