/**
 * A long thread in our core's own database. Nobody types 10,000 messages: the first is sent and
 * posted, and its row is the pattern for the others.
 */
import { porchlight } from './contenders/porchlight.mjs'

export const history = {
  async open(name) {
    const core = await porchlight.open(name)
    // Its own start-up is over; what is measured from here on is the query.
    const thread = await core.currentThread()
    return {
      async addMany(messages) {
        const { thread: made } = await core.add(messages[0])
        await core.replay()
        await copyFirstMessage(name, made, messages.slice(1))
      },
      last: (count) => core.last(count, thread),
      close: core.close,
    }
  },
}

async function copyFirstMessage(name, thread, messages) {
  const db = await answerOf(indexedDB.open(name))
  const transaction = db.transaction('messages', 'readwrite', { durability: 'relaxed' })
  const done = new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  const table = transaction.objectStore('messages')
  const [pattern] = await answerOf(table.getAll(null, 1))
  for (const [n, { id, text }] of messages.entries()) {
    const order = pattern.order + n + 1
    table.put({ ...pattern, id, thread, content: text, order, pos: [0, order] })
  }
  await done
  db.close()
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
