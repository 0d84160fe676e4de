/** What goes wrong between the page and the server, one fault at a time. */

/**
 * @typedef {object} Exchange one request that brings a message
 * @property {{ id: string, text: string }} message
 * @property {number} request counts all of them
 * @property {() => unknown} take takes the message, without an answer
 * @property {() => void} accept takes it and answers
 * @property {import('node:http').IncomingMessage} incoming
 * @property {import('node:http').ServerResponse} outgoing
 * @typedef {(exchange: Exchange) => void} Fault
 */

/** The message that no server takes, by what stands in its text. */
export const POISON = 'message 20'

/** @type {Record<string, () => Fault>} by what a row of the table calls it */
export const serverFaults = {
  'answer cut in the middle, after the commit (10 %)': () =>
    oneInTen(({ take, outgoing }) => {
      take()
      outgoing.writeHead(201, { 'content-type': 'application/json', 'content-length': '1000' })
      outgoing.write('{"id":"', () => outgoing.destroy())
    }),
  'connection reset after the commit (10 %)': () =>
    oneInTen(({ take, incoming }) => {
      take()
      incoming.socket.resetAndDestroy()
    }),
  'connection cut before the commit (10 %)': () =>
    oneInTen(({ incoming }) => incoming.socket.resetAndDestroy()),
  '500, nothing committed (10 %)': () => oneInTen(({ outgoing }) => outgoing.writeHead(500).end()),
  'captive portal, 200 with HTML (10 %)': () =>
    oneInTen(({ outgoing }) =>
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
    ),
  '429 with Retry-After, two of them': () => (exchange) => {
    if (exchange.request !== 20 && exchange.request !== 40) return exchange.accept()
    exchange.outgoing.writeHead(429, { 'retry-after': '1' }).end()
  },
  'one poison 422': () => poison(422),
  'one poison 409': () => poison(409),
}

/** @param {Fault} fault @returns {Fault} */
function oneInTen(fault) {
  return (exchange) => (exchange.request % 10 === 5 ? fault(exchange) : exchange.accept())
}

/** @returns {Fault} */
function poison(status) {
  return ({ message, accept, outgoing }) => {
    if (message.text !== POISON) return accept()
    outgoing.writeHead(status).end()
  }
}
