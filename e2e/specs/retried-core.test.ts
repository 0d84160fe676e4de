/** A core that came by a retry, under another address than its first. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'

const isCore = (_: string, path: string): boolean => /\/p\/core-[^/]*\.js$/.test(path)

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

it('asks nobody for its first address again, and does all it can do', async () => {
  const visitor = await stage.visitor()
  const { page, chat, errors } = await visitor.tab()
  const refused = stage.proxy.strike('refuse', isCore)
  await chat.open()
  await refused
  await chat.send('Hello')
  await eventually(() => page.locator('.delivery[data-state="sent"]').count(), 1)
  // A command of the file that comes after the core.
  expect(await page.evaluate(() => window.porchlight?.('getPendingMessages'))).toEqual([])
  const cores = stage.proxy.seen.filter(({ path }) => path.includes('/p/core-'))
  expect(cores.map(({ path, status }) => [path.includes('?r='), status])).toEqual([
    [false, null],
    [true, 200],
  ])
  expect(errors).toEqual([])
  await visitor.close()
})

it('asks for what comes after it under another address, where that could not be had', async () => {
  const visitor = await stage.visitor()
  const { page, chat, errors } = await visitor.tab()
  const cut = stage.proxy.strike('cut', (_, path) => path.includes('/p/seldom-'))
  await chat.open()
  await cut
  expect(await page.evaluate(() => window.porchlight?.('getPendingMessages'))).toEqual([])
  const files = stage.proxy.seen.filter(({ path }) => path.includes('/p/seldom-')).slice(-2)
  expect(files.map(({ path }) => path.includes('?r='))).toEqual([false, true])
  expect(errors).toEqual([])
  await visitor.close()
})
