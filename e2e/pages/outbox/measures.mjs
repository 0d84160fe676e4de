/** The work that is measured: the same for all, through what each contender offers for it. */
import { post } from './post.mjs'
import { countTransactions } from './transactions.mjs'

const CHARACTERS = 200

/** @returns one message of 200 characters */
function message(n) {
  return { id: crypto.randomUUID(), text: `Message ${n} `.padEnd(CHARACTERS, 'lorem ipsum ') }
}

function many(count) {
  return Array.from({ length: count }, (_, n) => message(n))
}

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** One at a time, each from rest. @returns how long each took until it was durable, in ms */
export async function enqueue(contender, name, { count, warmUp, restMs }) {
  const outbox = await contender.open(name)
  const times = []
  for (const [n, one] of many(warmUp + count).entries()) {
    await rest(restMs)
    const startedAt = performance.now()
    await outbox.add(one)
    if (n >= warmUp) times.push(performance.now() - startedAt)
  }
  await outbox.close()
  return times
}

/** All calls at once. @returns until the calls were issued, and until all were durable, in ms */
export async function burst(contender, name, { count }) {
  const outbox = await contender.open(name)
  for (const one of many(20)) await outbox.add(one)
  await rest(50)
  const messages = many(count)
  const startedAt = performance.now()
  const calls = messages.map((one) => outbox.add(one))
  const issuedAt = performance.now()
  await Promise.all(calls)
  const doneAt = performance.now()
  await outbox.close()
  return { issue: issuedAt - startedAt, done: doneAt - startedAt }
}

/** Stores as many, for a later measure. */
export async function fill(contender, name, { count, together }) {
  const outbox = await contender.open(name)
  const messages = many(count)
  for (let n = 0; n < count; n += together) {
    await Promise.all(messages.slice(n, n + together).map((one) => outbox.add(one)))
  }
  await outbox.close()
}

/** @returns until it is open and says how many wait, in ms */
export async function startUp(contender, name, { count }) {
  const startedAt = performance.now()
  const outbox = await contender.open(name)
  const waiting = await outbox.waiting(count)
  const ms = performance.now() - startedAt
  if (waiting !== count) throw new Error(`${waiting} wait, not ${count}`)
  await outbox.close()
  return ms
}

export async function fillHistory(contender, name, { count }) {
  const outbox = await contender.open(name)
  await outbox.addMany(many(count))
  await outbox.close()
}

/** @returns until it is open, and from then until the last are there, in ms */
export async function lastHistory(contender, name, { count }) {
  const startedAt = performance.now()
  const outbox = await contender.open(name)
  const openAt = performance.now()
  const rows = await outbox.last(count)
  const doneAt = performance.now()
  if (rows.length !== count) throw new Error(`${rows.length} rows, not ${count}`)
  await outbox.close()
  return { open: openAt - startedAt, query: doneAt - openAt }
}

/** @returns from each insert until a live view has shown it, in ms */
export async function insertToView(contender, name, { count, restMs }) {
  const outbox = await contender.open(name)
  const first = await outbox.add(message(-1))
  let isShown = () => {}
  outbox.watch((rows) => isShown(rows), first?.thread)
  const times = []
  for (let n = 0; n < count + 10; n++) {
    await rest(restMs)
    const one = { id: crypto.randomUUID(), text: `Live ${n}` }
    const shown = new Promise((resolve) => {
      isShown = (rows) => {
        if (rows.some(({ text }) => text === one.text)) resolve()
      }
    })
    const startedAt = performance.now()
    void outbox.add(one)
    await shown
    if (n >= 10) times.push(performance.now() - startedAt)
  }
  await outbox.close()
  return times
}

/**
 * Stores messages, then replays them, with bare requests on the same page before and after.
 *
 * @returns times in ms, that of as many bare requests, and transactions for each message
 */
export async function replay(contender, name, { count }) {
  const outbox = await contender.open(name)
  const messages = many(count)
  for (let n = 0; n < count; n += 100) {
    await Promise.all(messages.slice(n, n + 100).map((one) => outbox.add(one)))
  }
  await rest(200)
  // A quarter before and a quarter after it, so that a change of the machine's pace falls on both.
  const before = await bare(messages.slice(0, count / 4))
  const counted = countTransactions()
  const startedAt = performance.now()
  await outbox.replay()
  const ms = performance.now() - startedAt
  const { all, writing, requests } = counted()
  const after = await bare(messages.slice(-count / 4))
  await outbox.close()
  return {
    ms,
    bare: (before + after) * 2,
    transactions: all / count,
    writing: writing / count,
    requests: requests / count,
  }
}

async function bare(messages) {
  const startedAt = performance.now()
  for (const one of messages) await post({ ...one, id: crypto.randomUUID() })
  return performance.now() - startedAt
}

/** Stores these, one after the other. @returns the ids under which the server will hear of them */
export async function storeWritten(contender, name, { texts }) {
  const outbox = await contender.open(name)
  const ids = []
  for (const text of texts) {
    const id = crypto.randomUUID()
    const stored = await outbox.add({ id, text })
    ids.push(stored?.thread === undefined ? id : stored.id)
    // Nobody types two messages in one millisecond.
    await rest(2)
  }
  await outbox.close()
  return ids
}

/** Replays what waits. @returns whether that came to an end in time, and how many were refused */
export async function drain(contender, name, { keepsIds, limitMs }) {
  const outbox = await contender.open(name, { isReplaying: true, keepsIds })
  const isDone = await Promise.race([
    outbox.replay().then(() => true),
    rest(limitMs).then(() => false),
  ])
  return { isDone, failed: outbox.failed?.() ?? 0 }
}
