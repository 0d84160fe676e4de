import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

/** The page, and a server that takes messages; both on one origin, in this process. */

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Outbox</title>
<link rel="icon" href="data:,"><script src="/page.js"></script></html>`

/**
 * @typedef {{ id: string, key: string, order: number, text: string }} Row `key` is the client's id
 * @typedef {object} BenchServer
 * @property {string} origin
 * @property {Row[]} rows everything that was taken, in its order
 * @property {(rules?: Rules) => void} begin forgets all of it, and keeps to these rules from now on
 * @property {(fault: import('./server-faults.mjs').Fault | undefined) => void} setFault from now on
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Rules
 * @property {boolean} [keepsIds] a client's id is the message's own, and is taken once
 */

/** @returns {Promise<BenchServer>} */
export async function startBenchServer() {
  const script = await readFile(new URL('../../pages/outbox/dist/page.js', import.meta.url))
  /** @type {Row[]} */
  const rows = []
  /** @type {Rules} */
  let rules = {}
  let requests = 0
  /** @type {import('./server-faults.mjs').Fault | undefined} */
  let fault

  /** @returns {Row} */
  function take({ id: key, text }) {
    const known = rules.keepsIds ? rows.find((row) => row.key === key) : undefined
    if (known !== undefined) return known
    const order = rows.length + 1
    const row = { id: rules.keepsIds ? key : `s${order}`, key, order, text }
    rows.push(row)
    return row
  }

  function answer(outgoing, status, body) {
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  const server = createServer(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://bench')
    if (pathname === '/page.js') {
      return outgoing.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    }
    if (pathname !== '/messages') {
      return outgoing.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    }
    if (incoming.method === 'GET') {
      const after = Number(searchParams.get('after'))
      return answer(
        outgoing,
        200,
        rows.filter(({ order }) => order > after),
      )
    }
    let text = ''
    for await (const chunk of incoming) text += chunk
    const message = JSON.parse(text)
    requests++
    const accept = () => answer(outgoing, 201, take(message))
    if (fault === undefined) return accept()
    fault({
      message,
      request: requests,
      take: () => take(message),
      accept,
      incoming,
      outgoing,
    })
  })
  // A browser keeps its connections for longer than a measure lasts.
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  return {
    origin: `http://localhost:${server.address().port}`,
    rows,
    begin(next = {}) {
      rows.length = 0
      rules = next
      fault = undefined
    },
    setFault(next) {
      requests = 0
      fault = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
