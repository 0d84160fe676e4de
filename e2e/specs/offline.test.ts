import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

describe('written offline', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('reaches the team once and in order after the tab was closed and opened again', async () => {
    const visitor = await stage.visitor()
    const first = await visitor.tab()
    await first.chat.open()
    await visitor.context.setOffline(true)
    for (const text of ['My lamp flickers.', 'It is the brass one.', 'Order 1042.']) {
      await first.chat.send(text)
    }
    await first.page.getByText(/^No connection\. We will send 3 messages/).waitFor()
    await first.page.close()
    expect(await stage.team.tickets()).toEqual([])

    await visitor.context.setOffline(false)
    const second = await visitor.tab('/lamp')
    await eventually(async () => (await stage.team.tickets()).length, 1)
    const [ticket] = await stage.team.tickets()
    await eventually(
      () => stage.team.heard(ticket?.id ?? ''),
      ['My lamp flickers.', 'It is the brass one.', 'Order 1042.'],
    )
    expect(ticket).toMatchObject({
      channel_source: 'widget',
      channel_detail: 'widget_embedded',
      anonymous_traits: { name: 'Ada', plan: 'trial' },
      session_context: { current_url: `${stage.shop.origin}/`, page_title: 'Shop /' },
    })

    const posts = stage.proxy.seen.filter(({ method }) => method === 'POST').map(({ path }) => path)
    expect(posts.filter((path) => path.includes('/queue/')).length).toBeGreaterThanOrEqual(3)
    expect(posts.filter((path) => path.endsWith('/append_message/'))).toEqual([])

    await second.chat.open()
    await eventually(
      () => second.chat.texts(),
      ['My lamp flickers.', 'It is the brass one.', 'Order 1042.'],
    )
    expect(second.errors).toEqual([])
    await visitor.close()
  })

  it('shows the history without the server', async () => {
    const visitor = await stage.visitor()
    const tab = await visitor.tab()
    await tab.chat.open()
    await tab.chat.send('Is the brass lamp in stock?')
    await tab.page.getByText('Sent').first().waitFor()
    // The site's own files come from elsewhere or from a cache; here only the API is down.
    await tab.page.route('**/api/**', (route) => route.abort())
    await tab.page.reload()
    await tab.chat.open()
    await tab.chat.message('Is the brass lamp in stock?').waitFor()
    expect(await tab.chat.texts()).toEqual(['Is the brass lamp in stock?'])
    await visitor.close()
  })
})
