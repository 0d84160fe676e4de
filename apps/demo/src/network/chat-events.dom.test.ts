import { expect, it } from 'vitest'
import { watchChat } from './chat-events.ts'

it('tells the story of a message written offline', () => {
  const told: string[] = []
  watchChat((sentence) => told.push(sentence))
  const emit = (event: string, detail: unknown) =>
    document.body.dispatchEvent(new CustomEvent(`porchlight:${event}`, { bubbles: true, detail }))

  emit('sync-changed', { connection: 'idle', waiting: 0, failed: 0 })
  emit('message-queued', { id: '1', thread: 't', text: 'Where is my order?' })
  emit('sync-changed', { connection: 'offline', waiting: 1, failed: 0 })
  emit('sync-changed', { connection: 'offline', waiting: 1, failed: 0 })
  emit('sync-changed', { connection: 'online', waiting: 0, failed: 0 })
  emit('message-sent', { id: '1', thread: 't' })
  emit('message-received', { author: 'assistant', text: 'On its way.' })

  expect(told).toEqual([
    '“Where is my order?” is safe on this device.',
    'No connection. 1 message waits.',
    'Connected. Nothing waits.',
    '“Where is my order?” has arrived, once.',
    'The assistant answered.',
  ])
})
