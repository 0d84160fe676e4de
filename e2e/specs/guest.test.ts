import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../fixtures/axe.ts'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('a polite guest', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('stores nothing and asks the API for nothing before the visitor acts', async () => {
    const visitor = await stage.visitor()
    const before = stage.proxy.seen.length
    const tab = await visitor.tab()
    await tab.chat.launcher.waitFor()
    await tab.chat.launcher.hover()
    await eventually(
      () =>
        stage.proxy.seen.slice(before).filter(({ path }) => /^\/p\/(panel|core)-/.test(path))
          .length,
      2,
    )
    const stored = await tab.page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
    }))
    expect(stored).toEqual({ databases: 0, local: 0, session: 0, cookies: '' })
    const paths = stage.proxy.seen.slice(before).map(({ path }) => path)
    expect(paths.filter((path) => path.startsWith('/api/'))).toEqual([])
    await visitor.close()
  })

  it('adds one global and one element to the page', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    const added = await tab.page.evaluate(() => ({
      globals: Object.keys(window).filter((name) => /porchlight|preact|dexie/i.test(name)),
      outsideBody: [...document.documentElement.children].map((child) => child.localName),
      sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    }))
    expect(added.globals).toEqual(['porchlight'])
    expect(added.outsideBody.slice(0, 2)).toEqual(['head', 'body'])
    expect(added.outsideBody).toHaveLength(3)
    expect(added.sheets).toBe(0)
    await visitor.close()
  })

  it('works under a nonce policy with Trusted Types without one violation', async () => {
    const visitor = await stage.visitor()
    await visitor.context.addInitScript(() => {
      const violations: string[] = []
      Object.assign(window, { violations })
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(`${event.violatedDirective} ${event.blockedURI}`)
      })
    })
    const tab = await visitor.tab('/strict')
    await tab.chat.open()
    await tab.chat.send('Under a strict policy')
    await tab.page.getByText('Sent').first().waitFor()
    const [ticket] = await stage.team.tickets()
    await stage.team.reply(ticket?.id ?? '', '**Bold**, a [link](https://example.com) and `code`.')
    await tab.page.getByRole('link', { name: 'link' }).waitFor()
    const violations = await tab.page.evaluate(
      () => (window as unknown as { violations: string[] }).violations,
    )
    expect(violations).toEqual([])
    expect(tab.errors).toEqual([])
    await visitor.close()
  })

  it.each(['light', 'dark'] as const)('has no axe violation in any state (%s)', async (scheme) => {
    const visitor = await stage.visitor({ colorScheme: scheme })
    const tab = await visitor.tab()
    await tab.chat.launcher.waitFor()
    expect(await axeViolations(tab.page)).toEqual([])
    await tab.chat.open()
    expect(await axeViolations(tab.page)).toEqual([])
    await tab.chat.send('Hello')
    await tab.page.getByText('Sent').first().waitFor()
    expect(await axeViolations(tab.page)).toEqual([])
    await visitor.context.setOffline(true)
    await tab.chat.send('While offline')
    await tab.page
      .getByText(/^No connection/)
      .first()
      .waitFor()
    expect(await axeViolations(tab.page)).toEqual([])
    await visitor.close()
  })
})
