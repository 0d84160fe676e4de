/** What a visitor says of themselves and sends, as the team sees it. */
import { describe, expect, it } from 'vitest'
import { API_KEY } from '../fixtures/server.ts'
import { aimAt } from './message-case.ts'
import { useScene } from './use-scene.ts'

const trapped = (name: string): string => `<img src={sink}/${name} onerror="trap('${name}')">`

const NAME = `Ann ${trapped('name')}{{constructor.constructor("trap('braces')")()}}`
const MESSAGE = `<script>trap('script')</script>${trapped('message')}`
const REPLY = `<b onpointerenter="trap('reply')">Billing</b>`

describe('the inbox', () => {
  const on = useScene([])

  it('[RH-035] [RH-037] [RS-012] shows names, titles, tags, traits and texts of a visitor as text', async () => {
    const { server, sink } = on.scene
    const said = aimAt(sink.origin, { NAME, MESSAGE, trait: trapped('trait'), tag: trapped('tag') })
    const root = `${server.origin}/api/projects/1/conversations/tickets`
    const ask = async (path: string, method: string, body: object): Promise<{ id: string }> => {
      const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' }
      const answer = await fetch(root + path, { method, headers, body: JSON.stringify(body) })
      expect(answer.ok).toBe(true)
      return (await answer.json()) as { id: string }
    }
    const { id } = await ask('/', 'POST', {
      conversation: crypto.randomUUID(),
      anonymous_traits: { name: said.NAME, browser: said.trait },
      session_context: { page_title: said.trait, current_url: "javascript:trap('address')" },
    })
    await ask(`/${id}/reply/`, 'POST', { message: said.MESSAGE })
    await ask(`/${id}/reply/`, 'POST', { message: REPLY, is_private: true })
    await ask(`/${id}/`, 'PATCH', { tags: [said.tag] })

    const context = await on.browser.newContext()
    const page = await context.newPage()
    const harm: string[] = []
    await page.exposeFunction('trap', (name: string) => harm.push(name))
    page.on('pageerror', (error) => harm.push(String(error)))
    page.on('console', (line) => {
      const isOfNetwork = line.text().startsWith('Failed to load resource')
      if (line.type() === 'error' && !isOfNetwork) harm.push(line.text())
    })
    await page.goto(`${server.origin}/inbox/#/?status=any`)
    await page.getByLabel('API key').fill(API_KEY)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: said.NAME }).click()
    for (const text of [said.MESSAGE, REPLY]) {
      await page.getByRole('log').getByText(text, { exact: true }).waitFor()
    }
    for (const text of [said.trait, said.tag]) await page.getByText(text).first().waitFor()
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('main *, aside *')) {
        for (const type of ['pointerenter', 'mouseover', 'focus', 'load', 'error']) {
          element.dispatchEvent(new Event(type))
        }
      }
    })
    expect(
      await page.locator('img, script:not([src]), iframe, [onerror], a[href^="java"]').count(),
    ).toBe(0)
    expect({ harm, reached: sink.reached }).toEqual({ harm: [], reached: [] })
    await context.close()
  })
})
