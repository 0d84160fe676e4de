import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverArguments } from '../setup/server-command.mjs'

/** The server with its assistant, a bare page of another origin that hosts the widget, and the team. */

const API_KEY = 'plk_key_of_the_photographer'
const WIDGET_TOKEN = 'plw_token_of_the_photographer'

export async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-screenshots-'))
  const server = spawn(process.execPath, serverArguments(), {
    env: {
      ...process.env,
      PORT: '0',
      PORCHLIGHT_DATA: data,
      PORCHLIGHT_API_KEY: API_KEY,
      PORCHLIGHT_WIDGET_TOKEN: WIDGET_TOKEN,
      PORCHLIGHT_LIMITS: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await originOf(server)
  const pages = new Map()
  const site = createServer((incoming, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    outgoing.end(pages.get(incoming.url) ?? '')
  })
  await new Promise((done) => site.listen(0, 'localhost', done))

  async function team(method, path, body) {
    const response = await fetch(`${origin}/api/projects/1/conversations/tickets/${path}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return await response.json()
  }

  return {
    /** A page whose visitor is new, with the chat open. */
    async openPage(context, { lang, dir }, settings) {
      const path = `/${pages.size}`
      pages.set(path, pageHtml({ origin, lang, dir, settings }))
      const page = await context.newPage()
      await page.goto(`http://localhost:${site.address().port}${path}`)
      await page.locator('.launcher').waitFor()
      await page.locator('.launcher').click()
      return page
    },
    /** The ticket in which this was written last. */
    async ticketWith(text) {
      for (;;) {
        const { results } = await team('GET', `?search=${encodeURIComponent(text)}`)
        if (results.length > 0) return results[0].id
        await new Promise((again) => setTimeout(again, 100))
      }
    },
    reply: (ticket, message) => team('POST', `${ticket}/reply/`, { message }),
    close: end,
  }

  async function end() {
    site.closeAllConnections()
    site.close()
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Read from what the server prints when it is ready. */
function originOf(server) {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout.on('data', (text) => {
      printed += text
      const found = /Script\s+(http:\S+)\/porchlight\.js/.exec(printed)
      if (found !== null) resolve(found[1])
    })
    server.once('exit', () => reject(new Error(`the server ended: ${printed}`)))
  })
}

function pageHtml({ origin, lang, dir, settings }) {
  const attributes = Object.entries({
    token: WIDGET_TOKEN,
    name: 'Porch & Lantern',
    presence: '',
    ...settings,
  }).map(
    ([name, value]) =>
      ` data-${name}="${String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  )
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>Lamps</title>
<script async src="${origin}/porchlight.js"${attributes.join('')}></script></head>
<body><main><h1>Lamps</h1><p>A lamp that lights the way home, made to be mended.</p></main></body>
</html>`
}
