/** Our own server in a simulation: it keeps ids, a queue and a feed. */
import type { Op, Outcome, ThreadId, Transport } from '@porchlight/protocol'
import { createScriptedServer, type ScriptedAnswer } from '@porchlight/testkit'
import type { Committed } from '@porchlight/testkit/history'
import type { CreateServerSide, ServerSide } from './server-side.ts'

/** A text with this in it is refused, however often it is tried. */
export const POISON = '\u2620'

const REFUSED: Outcome = { kind: 'refused', code: 'invalid', detail: 'not this' }

/** Nobody gives up on the server's side of the network. */
const NEVER = new AbortController().signal

export const createOurServer: CreateServerSide = (world) => createServerSide(world, [])

/** The same, but it does not say that it keeps ids: the core has to look before it sends again. */
export const createQuietServer: CreateServerSide = (world) =>
  createServerSide(world, ['client_ids'])

/** @param unsaid capabilities that it does not tell of */
function createServerSide(
  { network, clock, watch }: Parameters<CreateServerSide>[0],
  unsaid: readonly string[],
): ServerSide {
  const server = createScriptedServer(clock)
  const inner = server.transport()
  const deleted = new Set<ThreadId>()
  const lost: Committed[] = []
  const answers = new Map<ThreadId, ScriptedAnswer>()
  let replies = 0

  /** Surely not accepted: whoever answers so has not looked at the message. */
  const TURNED_DOWN: Readonly<Record<string, () => Outcome>> = {
    'is told to wait': () => ({ kind: 'throttled', retryAfterMs: 7_000 }),
    'finds the queue full': () => ({ kind: 'busy', why: 'queue_full' }),
    'finds a run': () => ({ kind: 'busy', why: 'run_active' }),
    'needs a session': () => ({ kind: 'unauthorized', isFinal: false }),
    'gets a page': () => ({ kind: 'unknown', cause: 'a page of HTML' }),
  }

  async function carryOut(op: Op): Promise<Outcome> {
    // What was deleted is not opened again by a request that comes late.
    if (deleted.has(op.thread)) return { kind: 'gone' }
    if (op.kind === 'send' && op.content.includes(POISON)) return REFUSED
    return await inner.deliver(op, NO_LANE, NEVER)
  }

  function transport(tab: Parameters<typeof network.exchange>[0]): Transport {
    const ask = <T>(label: string, signal: AbortSignal, serve: () => Promise<T>): Promise<T> =>
      network.exchange(tab, { label, signal, serve })
    return {
      async session(signal) {
        const session = await ask('session', signal, () => inner.session(NEVER))
        const capabilities = session.capabilities.filter((name) => !unsaid.includes(name))
        return { ...session, capabilities }
      },
      async deliver(op, _lane, signal) {
        const isSend = op.kind === 'send'
        const told = isSend ? watch.began(op) : null
        const turnedDown = isSend || op.kind === 'open' ? TURNED_DOWN : {}
        try {
          const serve = async (): Promise<Outcome> => {
            const outcome = await carryOut(op)
            told?.arrived()
            return outcome
          }
          const about = isSend ? { about: op.id } : {}
          const exchange = { label: op.kind, ...about, signal, serve, turnedDown }
          const outcome = await network.exchange(tab, exchange)
          told?.ended('answered')
          return outcome
        } catch (cause) {
          told?.ended('givenUp')
          return { kind: 'unknown', cause }
        }
      },
      reconcile: (op, known, signal) =>
        ask('look', signal, () => inner.reconcile(op, known, NEVER)).catch(() => ({
          kind: 'unclear' as const,
        })),
      async *pull(cursor, signal, attention) {
        await ask('feed', signal, async () => {})
        yield* network.stream(tab, {
          label: 'feed',
          signal,
          open: (end) => inner.pull(cursor, end, attention),
        })
      },
      page: (thread, before, limit, signal) =>
        ask('page', signal, () => inner.page(thread, before, limit, NEVER)),
      async *attach(thread, after, signal) {
        await ask('attach', signal, async () => {})
        yield* network.stream(tab, {
          label: 'answer',
          signal,
          mayEnd: true,
          open: (end) => inner.attach(thread, after, end),
        })
      },
    }
  }

  function committedIn(thread: ThreadId): Committed[] {
    return server.posted(thread).map(({ id, content, author }, place) => ({
      kind: 'committed',
      message: id,
      thread,
      place,
      text: content,
      visitor: author === 'visitor' ? 'visitor-1' : null,
    }))
  }

  function some(chance: { below(limit: number): number }): ThreadId | undefined {
    return server.threads[chance.below(server.threads.length)]
  }

  return {
    transport,
    proof: unsaid.includes('client_ids') ? 'absent' : 'clientIds',
    events: {
      'a person answers'(chance) {
        const thread = some(chance)
        if (thread !== undefined) server.reply(thread, `reply ${++replies}`)
      },
      'an answer begins'(chance) {
        const thread = some(chance)
        if (thread === undefined || answers.has(thread)) return
        answers.set(thread, server.answer(thread))
      },
      'an answer grows'() {
        for (const answer of answers.values()) answer.write(`words ${++replies}`)
      },
      'an answer ends'(chance) {
        for (const [thread, answer] of answers) {
          answers.delete(thread)
          answer.finish({ incomplete: chance.below(4) === 0 })
        }
      },
      'it holds': () => server.hold(),
      'it posts what it holds': () => server.drain(),
      'a backup is restored': () => server.reset(),
      'a thread is deleted'(chance) {
        const thread = some(chance)
        if (thread === undefined) return
        // What is being written of it ends with it.
        answers.get(thread)?.finish({ incomplete: true })
        deleted.add(thread)
        lost.push(...committedIn(thread))
        answers.delete(thread)
        server.remove(thread)
      },
    },
    settle() {
      for (const answer of answers.values()) answer.finish()
      answers.clear()
      server.drain()
    },
    committed: () => server.threads.flatMap(committedIn),
    lost,
    deleted,
  }
}

const NO_LANE = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
} as const
