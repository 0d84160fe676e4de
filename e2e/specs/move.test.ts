/** From SQLite to PostgreSQL under the eyes of a visitor. */
import { describe, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { createDatabase, POSTGRES_URL } from '../fixtures/postgres.ts'
import { setStage } from '../fixtures/stage.ts'

describe.skipIf(POSTGRES_URL === undefined)('(needs PostgreSQL) a move of all data', () => {
  it('is lived through by a visitor with an open panel and a waiting outbox', async () => {
    const stage = await setStage()
    const visitor = await stage.visitor()
    const { page, chat, errors } = await visitor.tab()
    await chat.open()
    await chat.send('Before the move')
    await eventually(async () => (await stage.team.tickets()).length, 1)
    const [ticket] = await stage.team.tickets()

    await stage.server.stop()
    await chat.send('While nobody is there')
    await chat.send('And once more')
    const databaseUrl = await createDatabase()
    const report = await stage.server.run(['copy', '--to', databaseUrl])
    await stage.server.start({ DATABASE_URL: databaseUrl })

    const texts = ['Before the move', 'While nobody is there', 'And once more']
    await eventually(() => stage.team.heard(ticket?.id ?? ''), texts)
    await stage.team.reply(ticket?.id ?? '', 'We have moved.')
    await chat.message('We have moved.').waitFor()
    expect(await chat.texts()).toEqual([...texts, 'We have moved.'])
    expect(report).toMatch(/messages +1/)
    expect(errors).toEqual([])
    await page.reload()
    await chat.open()
    await chat.message('We have moved.').waitFor()
    await stage.close()
  })
})
