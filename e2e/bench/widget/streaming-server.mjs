import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Our server as a process of its own, whose assistant sends a delta every 20 ms for as long as an
 * answer may be: three times as often as ours is told to visitors elsewhere, and as often as a fast
 * model speaks.
 */

/** The files that are shipped, not the source. */
const built = (file) => import(new URL(`../../../packages/${file}`, import.meta.url).href)
const { systemClock } = await built('protocol/dist/index.js')
const { createServer } = await built('server/dist/index.js')
const { NO_LIMITS } = await built('server/dist/limits/limit-settings.js')
const { listen } = await built('server/dist/listen.js')
const { createStatic } = await built('server/dist/static/create-static.js')

const { PORT, DATA, WIDGET, API_KEY, WIDGET_TOKEN } = process.env

const DELTA_MS = 20
/** What comes together for a frame. */
const FRAME_MS = 150
const WORDS = 'The **lamp** is made of brass, and its glass can be ordered again.\n\n'.split(
  /(?<=\s)/,
)

const server = await createServer({
  dataDir: DATA,
  apiKey: API_KEY,
  widgetToken: WIDGET_TOKEN,
  limits: NO_LIMITS,
  // A frame for each delta.
  clock: {
    ...systemClock,
    setTimeout: (run, ms) => systemClock.setTimeout(run, ms === FRAME_MS ? 1 : ms),
  },
  assistant: {
    async *answer(_history, signal) {
      for (let n = 0; !signal.aborted; n++) {
        yield { kind: 'text', text: WORDS[n % WORDS.length] }
        await sleep(DELTA_MS)
      }
    },
  },
})
const { settings, widgetToken: token } = server.project
const folders = { widget: WIDGET, inbox: null, demo: null }
const serveFile = createStatic({
  ...folders,
  sites: { find: async () => ({ ...settings, token }) },
})
await listen(async (request, info) => (await serveFile(request)) ?? server.fetch(request, info), {
  host: '127.0.0.1',
  port: Number(PORT),
  onError: (error) => console.error(error),
})
