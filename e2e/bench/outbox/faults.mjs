import { makeProfile, startBenchBrowser } from './browser.mjs'
import { serverFaults } from './server-faults.mjs'

/**
 * What becomes of 60 waiting messages when things go wrong, every third of them the same word. L: lost.
 * D: there twice. O: after one that was written later. "wait": still not sent when the time was up.
 */

const MESSAGES = 60

/** For what goes on after a pause, and for what never will. */
const LIMIT_MS = 40_000
const POISON_LIMIT_MS = 5_000

/** Requests that are under way when the browser is killed. */
const KILLS = [10, 25, 40]

/** Ours against a server that keeps the client's ids, as our own does; all against one that does not. */
const CONTENDERS = [
  { title: 'porchlight', who: 'porchlight', keepsIds: true },
  { title: 'porchlight, stock server', who: 'porchlight', keepsIds: false },
  { title: 'Dexie loop', who: 'dexie', keepsIds: false },
  { title: 'TanStack', who: 'tanstack', keepsIds: false },
  { title: 'RxDB', who: 'rxdb', keepsIds: false },
  { title: 'PouchDB loop', who: 'pouchdb', keepsIds: false },
  { title: 'Workbox', who: 'workbox', keepsIds: false },
]

/** @param {import('./bench-server.mjs').BenchServer} server */
export async function measureFaults(server) {
  const profile = await makeProfile()
  let browser = await startBenchBrowser(server.origin, profile)
  let names = 0
  const rows = []

  async function row(fault, measure) {
    const found = { fault }
    for (const contender of CONTENDERS) {
      const name = `fault-${names++}`
      server.begin(contender)
      const ids = await browser.run('storeWritten', contender.who, name, { texts: written() })
      found[contender.title] = tally(ids, server.rows, await measure(contender, name))
    }
    rows.push(found)
    console.log(Object.values(found).join(' | '))
  }

  const drain = ({ who, keepsIds }, name, limitMs = LIMIT_MS) =>
    browser.run('drain', who, name, { keepsIds, limitMs })

  async function killInMidReplay(contender, name, { isCommitted }) {
    for (const atRequest of KILLS) {
      const isUnderWay = new Promise((resolve) => {
        const taken = server.rows.length
        server.setFault((exchange) => {
          if (taken + exchange.request < atRequest) return exchange.accept()
          server.setFault(({ incoming }) => incoming.socket.destroy())
          resolve(exchange)
        })
      })
      void drain(contender, name).catch(() => {})
      const exchange = await isUnderWay
      await browser.kill()
      if (isCommitted) exchange.take()
      server.setFault(undefined)
      browser = await startBenchBrowser(server.origin, profile)
    }
    return await drain(contender, name)
  }

  try {
    for (const [fault, make] of Object.entries(serverFaults)) {
      const limitMs = fault.includes('poison') ? POISON_LIMIT_MS : LIMIT_MS
      await row(fault, (contender, name) => {
        server.setFault(make())
        return drain(contender, name, limitMs)
      })
    }
    for (const isCommitted of [true, false]) {
      const what = isCommitted ? 'commits anyway' : 'drops it'
      await row(`SIGKILL in the replay, the server ${what} (3 kills)`, (contender, name) =>
        killInMidReplay(contender, name, { isCommitted }),
      )
    }
    await row('two tabs on the same backlog', async (contender, name) => {
      // One that breaks over what the other does has stopped, which is all that the count can show.
      const broken = { isDone: false, failed: 0 }
      const tabs = [1, 2].map(() => drain(contender, name).catch(() => broken))
      const [one, two] = await Promise.all(tabs)
      return { isDone: one.isDone && two.isDone, failed: one.failed }
    })
  } finally {
    await browser.close()
  }
  const title = `${MESSAGES} messages and a fault (L lost, D doubled, O out of order, on the server)`
  return [{ id: 'faults', title, rows }]
}

function written() {
  return Array.from({ length: MESSAGES }, (_, n) => (n % 3 === 0 ? 'hello?' : `message ${n}`))
}

/** @returns {string} what is wrong on the server, in the order of how bad it is; "0" for nothing */
function tally(ids, rows, { isDone, failed }) {
  const places = rows.map(({ key }) => ids.indexOf(key))
  const firsts = places.filter((place, i) => places.indexOf(place) === i)
  const missing = ids.length - firsts.length
  const doubled = places.length - firsts.length
  const late = firsts.filter((place, i) => firsts.slice(0, i).some((earlier) => earlier > place))
  const said = [
    isDone && missing > failed && `L${missing - failed}`,
    doubled > 0 && `D${doubled}`,
    late.length > 0 && `O${late.length}`,
    failed > 0 && `${failed} refused in sight`,
    !isDone && missing - failed > 0 && `${missing - failed} wait`,
  ].filter((text) => text !== false)
  return said.length === 0 ? '0' : said.join(' ')
}
