import { Agent, request } from 'node:http'

/** Requests and event streams with as little of a client as there can be: it is not what is measured. */

const agent = new Agent({ keepAlive: true, maxSockets: 512 })

/**
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: unknown }} [options]
 * @returns {Promise<{ status: number, body: any }>}
 */
export function ask(url, { method = 'GET', headers = {}, body } = {}) {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method,
        agent,
        headers: {
          accept: 'application/json',
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
          ...headers,
        },
      },
      (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) })
        })
        response.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(payload)
  })
}

/** Lets go of the sockets that are kept for later: a server may be about to close them. */
export function closeIdleSockets() {
  agent.destroy()
}

/**
 * Opens an event stream on a socket of its own.
 *
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {(text: string) => void} onText whatever arrives
 * @returns {Promise<() => void>} resolves with the first bytes; the function closes it
 */
export function openStream(url, headers, onText) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      headers: { accept: 'text/event-stream', ...headers },
      agent: false,
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      if (response.statusCode !== 200) return reject(new Error(`stream: ${response.statusCode}`))
      response.setEncoding('utf8')
      response.once('data', () => resolve(() => outgoing.destroy()))
      response.on('data', onText)
      response.on('error', () => {})
    })
    outgoing.end()
  })
}
