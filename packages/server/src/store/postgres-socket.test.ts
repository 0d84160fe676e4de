import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { BatchingSocket } from './postgres-socket.ts'

it('sends what is written in one turn together, once it is connected', async () => {
  const heard: string[] = []
  const server = createServer((peer) => {
    peer.setEncoding('utf8').on('data', (text: string) => heard.push(text))
    peer.on('end', () => server.close())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = new BatchingSocket()
  onTestFinished(() => void socket.destroy())
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  for (const statement of ['begin;', 'select;']) {
    // As `pg` does for each statement.
    socket.cork()
    for (const part of statement) socket.write(part)
    socket.uncork()
  }
  expect(socket.writableLength).toBe('begin;select;'.length)
  socket.end()
  await once(server, 'close')
  expect(heard.join('')).toBe('begin;select;')
})
