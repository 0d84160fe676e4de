import { expect, it } from 'vitest'
import { createEvents } from './events.ts'

it("keeps a listener's mistake from the others, and leaves it to the page's error handling", () => {
  const told: string[] = []
  const onError = (event: ErrorEvent): void => {
    told.push(event.message)
    event.preventDefault()
  }
  addEventListener('error', onError)
  const events = createEvents(document.createElement('div'), () => undefined)
  const heard: string[] = []
  events.on('opened', () => {
    throw new Error('mistake of the page')
  })
  events.on('opened', () => heard.push('opened'))
  events.emit('opened', {})
  removeEventListener('error', onError)
  expect([heard, told]).toEqual([['opened'], ['Uncaught Error: mistake of the page']])
})
