import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

const isMessage = (method: string, path: string): boolean =>
  method === 'POST' && /\/(append_message|queue)\/$/.test(path)

describe('when an answer is lost', () => {
  let stage: Stage
  let visitor: Visitor
  let tab: Tab

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor()
    tab = await visitor.tab()
    await tab.chat.open()
  })
  afterAll(() => stage.close())

  /** What the team has of this visitor, whose thread is the only one. */
  async function heard(): Promise<string[]> {
    const [ticket] = await stage.team.tickets()
    return ticket === undefined ? [] : await stage.team.heard(ticket.id)
  }

  it('[ST-008] keeps one copy of a message whose answer was cut after the commit', async () => {
    const struck = stage.proxy.strike('cut', isMessage)
    await tab.chat.send('cut')
    await struck
    await eventually(heard, ['cut'])
    await tab.page.getByText('Sent').first().waitFor()
    expect(await heard()).toEqual(['cut'])
  })

  it('keeps one copy when the kept-alive connection was reset after the commit', async () => {
    const before = stage.proxy.seen.length
    const struck = stage.proxy.strike('reset', isMessage)
    await tab.chat.send('reset')
    await struck
    await eventually(heard, ['cut', 'reset'])
    // Whoever sent it again, the browser or we: the server was asked more than once.
    await eventually(
      () =>
        stage.proxy.seen.slice(before).filter((seen) => isMessage(seen.method, seen.path)).length >=
        2,
      true,
    )
    expect(await heard()).toEqual(['cut', 'reset'])
  })

  it('loses and doubles nothing when the server is killed in the middle of a replay', async () => {
    const written = Array.from({ length: 12 }, (_, i) => `message ${i + 1}`)
    await visitor.context.setOffline(true)
    for (const text of written) await tab.chat.send(text)
    const before = stage.proxy.seen.length
    await visitor.context.setOffline(false)
    await eventually(
      () =>
        stage.proxy.seen.slice(before).filter((seen) => isMessage(seen.method, seen.path)).length >=
        4,
      true,
    )
    await stage.server.kill()
    await stage.server.start()
    await eventually(heard, ['cut', 'reset', ...written], 40_000)
    await eventually(() => tab.chat.texts(), ['cut', 'reset', ...written])
    expect(await heard()).toEqual(['cut', 'reset', ...written])
  })
})
