import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { minify } from 'terser'
import { build } from 'vite'
import { repository } from '../setup/repository.mjs'
import { readWidgetFile, staticImports, widgetFiles } from './widget-files.mjs'

/**
 * What visitors pay in bytes, and the team in its inbox, against what we promise. Limits only go down.
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {'brotli' | 'gzip'} encoding brotli at 11, gzip at 9: what a CDN serves
 * @property {number} bytes over the wire, files compressed one by one
 * @property {number} limit in bytes
 * @property {number} [requests] that bring it
 * @property {number} [requestLimit]
 *
 * @returns {Promise<Measured[]>}
 */
export async function measureBudgets() {
  const { launcher, lazy, later } = widgetFiles()
  const laterBytes = later.map((file) => brotli(readWidgetFile(file)))
  const first = [launcher, ...lazy]
  const [panel] = lazy
  const sync = await bundleSync()
  return [
    {
      name: 'launcher',
      encoding: 'brotli',
      bytes: brotli(readWidgetFile(launcher)),
      limit: 5_000,
      requests: requestsFor([launcher]),
      requestLimit: 1,
    },
    {
      name: 'first open, without the store',
      encoding: 'brotli',
      bytes: total([launcher, panel].map((file) => brotli(readWidgetFile(file)))),
      limit: 40_000,
      requests: requestsFor([launcher, panel]),
      requestLimit: 2,
    },
    {
      name: 'first open, with the store',
      encoding: 'brotli',
      bytes: total(first.map((file) => brotli(readWidgetFile(file)))),
      limit: 65_000,
      requests: requestsFor(first),
      requestLimit: 3,
    },
    {
      name: 'any file after the panel',
      encoding: 'brotli',
      bytes: Math.max(...laterBytes),
      limit: 10_000,
    },
    { name: 'sync without Dexie', encoding: 'gzip', bytes: gzip(sync.entry), limit: 9_000 },
    { name: 'sync, in the tab that leads', encoding: 'gzip', bytes: gzip(sync.lead), limit: 5_300 },
    {
      name: 'sync, now and then',
      encoding: 'gzip',
      bytes: total(sync.rest.map(gzip)),
      limit: 3_500,
    },
    {
      name: 'inbox, before it shows',
      encoding: 'brotli',
      bytes: total(inboxScripts().map(brotli)),
      limit: 60_000,
    },
  ]
}

/**
 * What `@porchlight/sync` adds to an app that has Dexie already, with all it needs of the protocol,
 * minified in the two steps that the widget's own files go through: what every tab needs, what the
 * work of a leader adds to it, and what is fetched when somebody needs it.
 */
async function bundleSync() {
  const outputs = await build({
    root: `${repository}/packages/sync`,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: 'dist/index.js', formats: ['es'] },
      rolldownOptions: {
        external: ['dexie'],
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true },
      },
    },
  })
  const files = outputs.flatMap(({ output }) => output)
  const withImports = (name) => {
    const file = files.find(({ fileName }) => fileName === name)
    return file === undefined ? [] : [name, ...file.imports.flatMap(withImports)]
  }
  const entry = new Set(withImports(files.find(({ isEntry }) => isEntry).fileName))
  const leading = files.find(({ name }) => name === 'leadership').fileName
  const lead = new Set(withImports(leading).filter((name) => !entry.has(name)))
  const codes = await Promise.all(
    files.map(async (file) => [file.fileName, await shrink(file.code)]),
  )
  const of = (isWanted) => codes.filter(([name]) => isWanted(name)).map(([, code]) => code)
  return {
    entry: of((name) => entry.has(name)).join(''),
    lead: of((name) => lead.has(name)).join(''),
    rest: of((name) => !entry.has(name) && !lead.has(name)),
  }
}

async function shrink(source) {
  const { code } = await minify(source, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, keep_fargs: false, unsafe_arrows: true },
    format: { comments: false },
  })
  return code
}

/** The scripts that the inbox's page names, as built. What is fetched later is not among them. */
function inboxScripts() {
  const folder = `${repository}/apps/inbox/dist`
  const page = readFileSync(`${folder}/index.html`, 'utf8')
  return readdirSync(`${folder}/assets`)
    .filter((name) => name.endsWith('.js') && page.includes(name))
    .map((name) => readFileSync(`${folder}/assets/${name}`, 'utf8'))
}

/**
 * @param {readonly Measured[]} budgets
 * @returns {string[]} one line for each limit that was passed, of bytes or of requests
 */
export function passedLimits(budgets) {
  return budgets.flatMap(({ name, bytes, limit, requests = 0, requestLimit = requests }) => [
    ...(bytes > limit ? [`${name} is ${bytes - limit} bytes over its budget`] : []),
    ...(requests > requestLimit
      ? [`${name} takes ${requests} requests, and may take ${requestLimit}`]
      : []),
  ])
}

/** Each file, and whatever it makes the browser fetch before it runs. */
function requestsFor(files) {
  return total(files.map((file) => 1 + staticImports(file).length))
}

function brotli(text) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  return brotliCompressSync(text, { params }).length
}

function gzip(text) {
  return gzipSync(text, { level: 9 }).length
}

function total(numbers) {
  return numbers.reduce((a, b) => a + b, 0)
}
