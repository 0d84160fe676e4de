/** What is heard of threads, and of answers that are being written. */
import { expect, it } from 'vitest'
import { askPlain } from '../../testing/ask-plain.ts'
import { signal } from '../../testing/plain-visit.ts'

it('tells of a thread that has grown, and of nothing twice', async () => {
  const visit = await askPlain()
  const feed = visit.listen()
  await visit.clock.advance(0)
  visit.api.finish(visit.thread, 'Answer')
  await visit.clock.advance(20_000)
  visit.api.append(visit.thread, 'A word from the shop')
  await visit.clock.advance(20_000)
  feed.close()
  const texts = feed.events.flatMap((e) => (e.kind === 'message' ? [e.message.content] : []))
  expect(texts).toEqual(['Answer', 'A word from the shop'])
  const runs = feed.events.flatMap((e) => (e.kind === 'thread' ? [e.thread.run] : []))
  expect(runs.at(-1)).toBeNull()
})

it('attaches to an answer that is being written, and to none when there is none', async () => {
  const visit = await askPlain()
  const texts: string[] = []
  const reading = (async () => {
    for await (const { message } of visit.transport().attach(visit.thread, null, signal)) {
      texts.push(message.content)
    }
  })()
  await visit.clock.advance(0)
  visit.api.write(visit.thread, 'An')
  visit.api.finish(visit.thread, 'An answer')
  await reading
  expect(texts).toEqual(['An', 'An answer'])
  for await (const _frame of visit.transport().attach(visit.thread, null, signal)) {
    throw new Error('there is nothing to attach to')
  }
})
