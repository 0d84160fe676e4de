import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { pacedWords } from './paced-words.ts'

/** Reads words as they come. */
function listen(words: AsyncIterable<string>) {
  const heard: string[] = []
  const done = (async () => {
    for await (const word of words) heard.push(word)
  })()
  return { heard, done }
}

it('gives one word for each step of the clock, and the whole text in the end', async () => {
  const clock = createManualClock()
  const text = 'One *two*\n\n- three'
  const { heard, done } = listen(
    pacedWords(text, { clock, msPerWord: 28 }, new AbortController().signal),
  )
  await settle()
  expect(heard).toEqual(['One '])
  await clock.advance(27)
  expect(heard).toEqual(['One '])
  await clock.advance(1)
  expect(heard).toEqual(['One ', '*two*\n\n'])
  await clock.advance(28 * 3)
  await done
  expect(heard.join('')).toBe(text)
})

it('ends in the middle of a pause when it is aborted, and leaves no timer behind', async () => {
  const clock = createManualClock()
  const stop = new AbortController()
  const { heard, done } = listen(pacedWords('One two', { clock, msPerWord: 28 }, stop.signal))
  await settle()
  stop.abort()
  await done
  expect([heard, clock.pending]).toEqual([['One '], 0])
})

it('gives nothing at all when it was aborted before', async () => {
  const words = pacedWords('One', { clock: createManualClock(), msPerWord: 0 }, AbortSignal.abort())
  const { heard, done } = listen(words)
  await done
  expect(heard).toEqual([])
})
