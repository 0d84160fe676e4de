import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

const isSession = (_method: string, path: string): boolean => path.endsWith('/session')

describe('a visitor', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(() => stage.close())

  it('stays the same when the answer to a refresh is lost', async () => {
    const visitor = await stage.visitor()
    const first = await visitor.tab()
    await first.chat.open()
    await first.chat.send('Before')
    await eventually(async () => (await stage.team.tickets()).length, 1)

    const struck = stage.proxy.strike('cut', isSession)
    await first.page.reload()
    await first.chat.open()
    await struck
    await first.chat.message('Before').waitFor()
    await first.chat.send('After')
    const [ticket] = await stage.team.tickets()
    await eventually(() => stage.team.heard(ticket?.id ?? ''), ['Before', 'After'])
    expect(await stage.team.tickets()).toHaveLength(1)
    await visitor.close()
  })

  it('stays the same in a tab that was frozen while the token changed', async () => {
    const visitor = await stage.visitor()
    const leader = await visitor.tab()
    await leader.chat.open()
    await leader.chat.send('One')
    await leader.page.getByText('Sent').first().waitFor()
    const sleeper = await visitor.tab('/lamp')
    await sleeper.chat.open()
    await sleeper.chat.message('One').waitFor()

    const devtools = await visitor.context.newCDPSession(sleeper.page)
    await devtools.send('Page.enable')
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    const sessions = (): number =>
      stage.proxy.seen.filter((seen) => isSession('', seen.path)).length
    const before = sessions()
    const struck = stage.proxy.strike(
      'unauthorized',
      (method, path) => method === 'POST' && /\/(append_message|queue)\/$/.test(path),
    )
    await leader.page.bringToFront()
    await leader.chat.send('Two')
    await struck
    await eventually(() => sessions() > before, true)
    await leader.page.close()

    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    await sleeper.page.bringToFront()
    await sleeper.chat.message('Two').waitFor()
    await sleeper.chat.send('Three')
    const tickets = await stage.team.tickets()
    const mine = tickets.find(
      (ticket) => ticket.session_context.current_url === `${stage.shop.origin}/`,
    )
    await eventually(
      async () =>
        (
          await Promise.all((await stage.team.tickets()).map(({ id }) => stage.team.heard(id)))
        ).find((texts) => texts.includes('Three')),
      ['One', 'Two', 'Three'],
    )
    expect(mine).toBeDefined()
    await visitor.close()
  })
})
