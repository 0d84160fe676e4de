import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { WIDGET_TOKEN } from '../fixtures/server.ts'
import { startShop } from '../fixtures/shop.ts'
import { enter, type Stage, setStage } from '../fixtures/stage.ts'

describe('bad input', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('cannot send a blank message', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.composer.fill('   ')
    await tab.chat.composer.press('Enter')
    expect(await tab.chat.texts()).toEqual([])
    expect(await stage.team.tickets()).toEqual([])
    await visitor.close()
  })

  it('refuses 10,001 characters before sending, says so and keeps the text', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    const text = 'a'.repeat(10_001)
    await tab.chat.composer.fill(text)
    await tab.page.getByText('10,001 of 10,000').waitFor()
    await tab.chat.composer.press('Enter')
    expect(await tab.chat.composer.inputValue()).toBe(text)
    expect(await tab.chat.texts()).toEqual([])
    await tab.chat.composer.fill(text.slice(1))
    await tab.chat.composer.press('Enter')
    await eventually(async () => (await stage.team.tickets()).length, 1)
    await visitor.close()
  })

  it('gives a notice for a wrong widget token, and leaves the page alone', async () => {
    const shop = await startShop({ chatOrigin: stage.proxy.origin, token: 'plw_nobody_knows_me' })
    const visitor = await enter(stage.browser, shop.origin)
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.page.getByText('This chat is not set up correctly').first().waitFor()
    expect(await tab.page.getByRole('heading', { name: 'Lamps' }).count()).toBe(1)
    expect(tab.errors).toEqual([])
    await visitor.close()
    await shop.close()
  })

  describe('on the wire', () => {
    const ROOT = '/api/projects/1/conversations'
    const MINE = '0190a000-0000-7000-8000-000000000001'

    async function newVisitor(secret: string): Promise<string> {
      const response = await fetch(`${stage.server.origin}/api/conversations/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-conversations-token': WIDGET_TOKEN },
        body: JSON.stringify({ refresh: null, next: `plr_${secret.repeat(43)}` }),
      })
      const body = (await response.json()) as { access: string }
      return body.access
    }

    async function call(access: string, method: string, path: string, body?: string) {
      const response = await fetch(stage.server.origin + ROOT + path, {
        method,
        headers: {
          authorization: `Bearer ${access}`,
          'content-type': 'application/json',
          'idempotency-key': '0190a000-0000-7000-8000-0000000000aa',
        },
        ...(body !== undefined && { body }),
      })
      return { status: response.status, body: (await response.json()) as unknown }
    }

    it('answers a malformed body with 400 in the envelope of the contract', async () => {
      const access = await newVisitor('a')
      expect(await call(access, 'POST', '/tickets/', '{"conversation":')).toMatchObject({
        status: 400,
        body: { type: 'validation_error', attr: null },
      })
      expect(await call(access, 'POST', '/tickets/', '{"conversation":"x"}')).toMatchObject({
        status: 400,
        body: { type: 'validation_error', code: 'invalid', attr: 'conversation' },
      })
      expect(await call(access, 'POST', '/tickets/', '{}')).toMatchObject({
        status: 400,
        body: { type: 'validation_error', code: 'required', attr: 'conversation' },
      })
    })

    it("does not have another visitor's conversation", async () => {
      const [mine, theirs] = [await newVisitor('b'), await newVisitor('c')]
      const opened = await call(mine, 'POST', '/tickets/', JSON.stringify({ conversation: MINE }))
      expect(opened.status).toBe(201)
      const unknown = '0190a000-0000-7000-8000-00000000000f'
      for (const [method, path, body] of [
        ['GET', '/', undefined],
        ['GET', '/queue/', undefined],
        ['POST', '/queue/', '{"content":"x"}'],
        ['POST', '/append_message/', '{"content":"x"}'],
        ['PATCH', '/cancel/', undefined],
        ['POST', '/read/', '{"seq":1}'],
      ] as const) {
        const foreign = await call(theirs, method, `/${MINE}${path}`, body)
        expect(foreign.status, `${method} ${path}`).toBe(404)
        expect(foreign).toEqual(await call(theirs, method, `/${unknown}${path}`, body))
      }
    })
  })
})
