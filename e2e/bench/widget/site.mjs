import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { contenders, nobody } from './contenders.mjs'

/** A site with a page for each contender, and what they ask of servers that are not here. */

const built = new URL('../../pages/widget/dist/', import.meta.url).pathname
const posthog = path.dirname(
  createRequire(`${built}../package.json`).resolve('posthog-js/package.json'),
)

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

/** The least with which each of them shows where one writes. */
const ANSWERS = [
  [
    /^\/api\/v1\/typebots\/bench\/startChat$/,
    {
      sessionId: 's',
      typebot: { id: 'bench', theme: {}, settings: {} },
      messages: [],
      input: { id: 'i', type: 'text input', options: {} },
    },
  ],
  [/^\/api\/v1\/public-chatbotConfig\/bench$/, {}],
  [/^\/api\/v1\/chatflows-streaming\/bench$/, { isStreaming: true }],
]

/** @param {{ origin: string, token: string }} chat where Porchlight's server is */
export async function startSite({ origin, token }) {
  const files = new Map()
  const compressed = (file) => {
    if (!files.has(file)) files.set(file, brotliCompressSync(readFileSync(file)))
    return files.get(file)
  }
  function sendFile(outgoing, file) {
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
    try {
      const body = compressed(file)
      outgoing.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(body)
    } catch {
      outgoing.writeHead(404).end()
    }
  }

  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, 'http://site')
    const [, , file] = /^\/(built)\/([\w./@-]+)$/.exec(pathname) ?? []
    if (file !== undefined && !file.includes('..')) return sendFile(outgoing, built + file)
    const [, part] = /^\/static\/(?:[\d.]+\/)?([\w.-]+\.js)$/.exec(pathname) ?? []
    if (part !== undefined) return sendFile(outgoing, path.join(posthog, 'dist', part))
    const answer = ANSWERS.find(([pattern]) => pattern.test(pathname))?.[1]
    if (answer !== undefined) {
      incoming.resume()
      outgoing.writeHead(200, { 'content-type': 'application/json' })
      return outgoing.end(JSON.stringify(answer))
    }
    const contender = [nobody, ...contenders].find(({ name }) => pathname === `/${slug(name)}`)
    if (contender === undefined) return outgoing.writeHead(404).end()
    outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    outgoing.end(pageHtml(contender.head(origin, token)))
  })
  await new Promise((done) => server.listen(0, 'localhost', done))
  return {
    addressOf: ({ name }) => `http://localhost:${server.address().port}/${slug(name)}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function slug(name) {
  return name.replaceAll(/[^a-z0-9]+/g, '-')
}

function pageHtml(head) {
  const paragraph = '<p>A lamp that lights the way home, made to be mended.</p>'
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Lamps</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">${head}</head>
<body><main><h1>Lamps</h1>${paragraph.repeat(200)}</main></body>
</html>`
}
