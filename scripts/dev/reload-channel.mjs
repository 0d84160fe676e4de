import { createServer } from 'node:http'

/**
 * Tells open pages to reload: a tiny server of one script and one event stream, on a port of its
 * own, so that the real server is the same in development and in production.
 *
 * @returns {Promise<{ scriptUrl: string, reloadPages: () => void }>}
 */
export async function openReloadChannel() {
  const pages = new Set()
  const server = createServer((request, response) => {
    if (request.url !== '/events') {
      response.setHeader('Content-Type', 'text/javascript').end(pageScript)
      return
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Access-Control-Allow-Origin': '*',
    })
    response.write(': connected\n\n')
    pages.add(response)
    response.on('close', () => pages.delete(response))
  })
  // Open pages must not keep the command alive after Ctrl-C.
  server.unref()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    scriptUrl: `http://127.0.0.1:${server.address().port}/reload.js`,
    reloadPages() {
      for (const page of pages) page.write('data: reload\n\n')
    },
  }
}

const pageScript = `
new EventSource(new URL('events', document.currentScript.src)).onmessage = () => location.reload()
`
