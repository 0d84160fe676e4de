/**
 * Loaded by a blocking script tag before the chat's own, so that the chat never holds a `fetch` that
 * cannot be cut.
 */
import { createBrowserStatus } from './browser-status.ts'
import { watchChat } from './chat-events.ts'
import { createConnectionSwitch } from './connection.ts'
import { createCutFetch } from './cut-fetch.ts'
import { mountStrip } from './Strip.ts'
import { describeConnection, describeOutcome, describeRequest } from './words.ts'

const connection = createConnectionSwitch(sessionStorage)
const followInBrowser = createBrowserStatus(connection.get())
const early: string[] = []
let tell = (sentence: string): void => {
  early.push(sentence)
}

window.fetch = createCutFetch({
  fetch: window.fetch,
  origin: document.currentScript?.dataset.api ?? location.origin,
  connection,
  clock: {
    now: () => performance.now(),
    setTimeout: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  },
  onOutcome: (asked, outcome) => {
    tell(`${describeRequest(asked)}: ${describeOutcome(outcome)}.`)
  },
})

connection.subscribe((now) => {
  tell(describeConnection(now))
  followInBrowser(now)
})
watchChat((sentence) => tell(sentence))

document.addEventListener('DOMContentLoaded', () => {
  tell = mountStrip(connection)
  if (connection.get() !== 'online') tell(describeConnection(connection.get()))
  for (const sentence of early.splice(0)) tell(sentence)
})
