import type { AddressInfo, Socket } from 'node:net'
import { createManualClock, settle } from '@porchlight/testkit'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { MailRow } from '../store/schema.ts'
import type { MailKind } from '../store/tables/mails.ts'
import { openStoreOn } from '../testing/test-database.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import type { Delivery, MailSender } from './mail-sender.ts'
import { createMailer, LEASE_MS, type Mailer, type MailerPorts, RETRY_AFTER_MS } from './mailer.ts'
import { createSmtpSender } from './smtp-sender.ts'
import { writeMail } from './write-mail.ts'

type World = Awaited<ReturnType<typeof openTestStoreWithProject>> & {
  write(kind?: MailKind, to?: string): Promise<void>
  rows(): Promise<MailRow[]>
  mailer(sender: MailSender | null, ports?: Pick<MailerPorts, 'store' | 'clock'>): Mailer
}

async function open(): Promise<World> {
  const opened = await openTestStoreWithProject()
  const { store, clock } = opened
  return {
    ...opened,
    write: (kind = 'answer', to = 'ada@a.test') =>
      store.write((tx) =>
        writeMail(tx, { project: 1, kind, to, subject: 'Grüße\r\nBcc: x@evil.test', text: 'Hi €' }),
      ),
    rows: () => store.read((tx) => tx.db.selectFrom('mails').selectAll().orderBy('id').execute()),
    mailer(sender, ports = { store, clock }) {
      const log = { error: () => {}, info: () => {}, debug: () => {} }
      const mailer = createMailer({ ...ports, log, sender })
      onTestFinished(() => mailer.stop())
      return mailer
    },
  }
}

interface Received {
  readonly to: string[]
  readonly text: string
}

/** A real mail server. */
async function smtp(
  options: SMTPServerOptions = {},
): Promise<{ sender: MailSender; received: Received[]; cut(): void }> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
    ...options,
  })
  // What a test cuts is an error to the server.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const { port } = server.server.address() as AddressInfo
  const url = `smtp://127.0.0.1:${port}`
  return { sender: createSmtpSender({ url, from: 'Support <support@a.test>' }), received, cut }
}

/** Sends for as long as the test wants. */
function sendingFor(): { sender: MailSender; end(delivery: Delivery): void } {
  let end = (_: Delivery): void => {}
  const sent = new Promise<Delivery>((resolve) => {
    end = resolve
  })
  return { sender: { send: () => sent, close: () => {} }, end }
}

const failure = (message: string, responseCode: number): Error =>
  Object.assign(new Error(message), { responseCode })

describe('[SV133] the mailer', () => {
  it('sends what waits, whole, and from nobody but us', async () => {
    const { write, rows, mailer } = await open()
    const { sender, received } = await smtp()
    await write()
    mailer(sender).wake()
    await expect.poll(async () => (await rows())[0]?.state).toBe('sent')
    expect(received).toHaveLength(1)
    const { to, text } = received[0] ?? { to: [], text: '' }
    expect(to).toEqual(['ada@a.test'])
    expect(text).toContain('From: Support <support@a.test>')
    expect(text).toContain('Auto-Submitted: auto-generated')
    // A line break in a subject begins no header.
    expect(text).not.toMatch(/^Bcc:/m)
    expect((await rows())[0]).toMatchObject({ text: 'Hi €', error: null, attempts: 1 })
  })

  it.each<MailKind>(['restore', 'sign_in'])('forgets the secret of a mail: %s', async (kind) => {
    const { write, rows, mailer } = await open()
    const { sender, received } = await smtp()
    await write(kind)
    mailer(sender).wake()
    await expect.poll(async () => (await rows())[0]?.state).toBe('sent')
    expect([received.length, (await rows())[0]?.text]).toEqual([1, ''])
  })

  it('gives up at once on an address that is refused, and goes on to the next', async () => {
    const { write, rows, mailer } = await open()
    const { sender, received } = await smtp({
      onRcptTo: ({ address }, _session, done) =>
        done(address === 'gone@a.test' ? failure('no such user', 550) : null),
    })
    await write('answer', 'gone@a.test')
    await write('answer', 'ada@a.test')
    mailer(sender).wake()
    const outcomes = async () =>
      Object.fromEntries((await rows()).map(({ recipient, state }) => [recipient, state]))
    await expect.poll(outcomes).toEqual({ 'gone@a.test': 'failed', 'ada@a.test': 'sent' })
    expect((await rows()).map(({ error }) => error)).toContainEqual(
      expect.stringContaining('no such user'),
    )
    expect(received).toHaveLength(1)
  })

  it('tries again later what a server does not take now, or cuts', async () => {
    const { write, rows, mailer, clock } = await open()
    let tries = 0
    const { sender, received, cut } = await smtp({
      onMailFrom(_address, _session, done) {
        tries += 1
        if (tries === 1) return done(failure('busy', 451))
        // The connection is cut in the middle of the talk, and nothing more is said.
        if (tries === 2) return cut()
        done()
      },
    })
    await write()
    const running = mailer(sender)
    for (const [n, waitMs] of RETRY_AFTER_MS.slice(0, 2).entries()) {
      running.wake()
      await expect.poll(async () => (await rows())[0]?.error ?? '').not.toBe('')
      await expect
        .poll(async () => (await rows())[0])
        .toMatchObject({ state: 'waiting', attempts: n + 1, next_at: clock.now() + waitMs })
      await clock.advance(waitMs)
    }
    running.wake()
    await expect.poll(async () => (await rows())[0]?.state).toBe('sent')
    expect(received).toHaveLength(1)
  })

  it('has failed after the last attempt', async () => {
    const { write, rows, mailer, clock } = await open()
    let tries = 0
    const sender: MailSender = {
      async send() {
        tries += 1
        return { kind: 'later', reason: `down ${tries}` }
      },
      close: () => {},
    }
    await write('restore')
    const running = mailer(sender)
    for (const [n, waitMs] of [...RETRY_AFTER_MS, 0].entries()) {
      running.wake()
      await expect.poll(async () => (await rows())[0]?.error).toBe(`down ${n + 1}`)
      await clock.advance(waitMs)
    }
    const attempts = RETRY_AFTER_MS.length + 1
    expect((await rows())[0]).toMatchObject({ state: 'failed', attempts, next_at: null, text: '' })
  })

  it('sends each mail once, also when two nodes look at the same time', async () => {
    const { write, rows, mailer } = await open()
    const sent: string[] = []
    const sender: MailSender = {
      async send({ id }) {
        sent.push(id)
        return { kind: 'sent' }
      },
      close: () => {},
    }
    for (let n = 0; n < 10; n++) await write()
    const nodes = [mailer(sender), mailer(sender)]
    for (const node of nodes) node.wake()
    await expect.poll(async () => (await rows()).every(({ state }) => state === 'sent')).toBe(true)
    expect(sent.toSorted()).toEqual((await rows()).map(({ id }) => id).toSorted())
  })

  it('takes over what a dead process has claimed', async () => {
    const { write, rows, mailer, clock } = await open()
    await write()
    const { sender: dying, end } = sendingFor()
    const dead = mailer(dying)
    dead.wake()
    await expect.poll(async () => (await rows())[0]?.attempts).toBe(1)
    const { sender, received } = await smtp()
    mailer(sender).wake()
    await settle()
    await clock.advance(LEASE_MS)
    await expect.poll(async () => (await rows())[0]?.state).toBe('sent')
    expect(received).toHaveLength(1)
    // Whose lease is over has no say any more.
    end({ kind: 'refused', reason: 'too late' })
    await dead.stop()
    expect((await rows())[0]).toMatchObject({ state: 'sent', error: null })
  })

  it('leaves what another process is sending alone, though its own clock be an hour ahead', async () => {
    const { write, rows, mailer, clock, place } = await open()
    await write()
    const { sender: slow, end } = sendingFor()
    const sending = mailer(slow)
    sending.wake()
    await expect.poll(async () => (await rows())[0]?.attempts).toBe(1)
    const { sender, received } = await smtp()
    const ahead = createManualClock(clock.now() + 60 * 60_000)
    await openStoreOn(
      place,
      async (store) => {
        const other = mailer(sender, { store, clock: ahead })
        other.wake()
        await settle()
        await ahead.advance(LEASE_MS - 1)
        other.wake()
        await settle()
        expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 1 })
        end({ kind: 'sent' })
        await expect.poll(async () => (await rows())[0]?.state).toBe('sent')
        await ahead.advance(LEASE_MS)
        await other.stop()
      },
      ahead,
    )
    expect(received).toEqual([])
    expect((await rows())[0]).toMatchObject({ attempts: 1, lease_until: null })
  })
})

describe('[SV134] without a mail server', () => {
  it('keeps mails, with their texts', async () => {
    const { write, rows, mailer } = await open()
    await write('restore')
    mailer(null).wake()
    await expect.poll(async () => (await rows())[0]?.state).toBe('kept')
    expect((await rows())[0]).toMatchObject({ text: 'Hi €', next_at: null })
  })
})
