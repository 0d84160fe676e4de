import { createServer } from 'node:http'

/** Event streams with nothing behind them: what is told to one goes to it, or to all, at once. */

const streams = new Map()

createServer(async (incoming, outgoing) => {
  const [, what, name = ''] = (incoming.url ?? '').split('/')
  if (what === 'readyz') return outgoing.end()
  if (what === 'stream') {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
    outgoing.write(': connected\n\n')
    streams.set(name, [...(streams.get(name) ?? []), outgoing])
    return
  }
  let text = ''
  for await (const chunk of incoming) text += chunk
  const { content } = JSON.parse(text)
  const event = `event: message\ndata: ${JSON.stringify({ content })}\n\n`
  const told = name === 'all' ? [...streams.values()].flat() : (streams.get(name) ?? [])
  for (const stream of told) stream.write(event)
  outgoing.writeHead(201, { 'content-type': 'application/json' }).end('{}')
}).listen(Number(process.env.PORT), '127.0.0.1')
