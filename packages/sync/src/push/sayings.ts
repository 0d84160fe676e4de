/**
 * What the leader tells the server of a thread as a whole: how far the visitor has read, what was
 * said of it, and that its answer should stop. None of it is an op: the latest says all, so it is
 * enough to compare what is known here with what is known there, whenever there is a connection.
 */
import type { Op, Outcome, Thread, Transport } from '@porchlight/protocol'
import type { ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { asLeader } from '../tabs/fence.ts'
import { later } from '../view/order.ts'
import { NO_LANE } from './no-lane.ts'

/** Tells everything that the server does not know yet. A failure is left for the next time. */
export async function tellSayings(
  store: Store,
  transport: Transport,
  { epoch, signal }: { epoch: number; signal: AbortSignal },
): Promise<void> {
  for (const { id, info } of await store.read((tx) => tx.threads.all())) {
    for (const saying of SAYINGS) {
      const row = info && (await store.read((tx) => tx.threads.get(id)))
      const op = row?.info ? saying.opOf(row, row.info) : null
      if (op === null) continue
      const lane = { ...NO_LANE, ticket: row?.info?.ticket?.id ?? null }
      const outcome = await transport.deliver(op, lane, signal)
      if (signal.aborted) return
      // What the server refuses would be refused for ever.
      if (!isHeard(outcome)) continue
      await asLeader(store, epoch, async (tx) => {
        const now = await tx.threads.get(id)
        if (now !== undefined) await tx.threads.put(saying.told(now, op))
      })
    }
  }
}

function isHeard({ kind }: Outcome): boolean {
  return kind === 'done' || kind === 'settled' || kind === 'held' || kind === 'refused'
}

interface Saying {
  /** @returns what is to be told, or null for nothing */
  opOf(row: ThreadRow, info: Thread): Op | null
  /** The row after the server has heard it. */
  told(row: ThreadRow, op: Op): ThreadRow
}

const SAYINGS: readonly Saying[] = [
  {
    opOf: ({ id, read: { here, there } }) =>
      here === null || later(there, here) === there
        ? null
        : { kind: 'read', thread: id, order: here },
    told: (row, op) =>
      op.kind === 'read' ? { ...row, read: { ...row.read, there: op.order } } : row,
  },
  {
    // Who tells it to a ticket waits until there is one; some servers have none, and no ear for it.
    opOf: ({ id, saying }) => (saying ? { kind: 'describe', thread: id, change: saying } : null),
    told({ saying, ...row }, op) {
      const isSame = op.kind === 'describe' && JSON.stringify(op.change) === JSON.stringify(saying)
      // Something was added meanwhile: all of it is said once more.
      return isSame || !saying ? row : { ...row, saying }
    },
  },
  {
    opOf: ({ id: thread, rating }) => (rating ? { kind: 'rate', thread, ...rating } : null),
    told: ({ rating, ...row }, op) =>
      op.kind === 'rate' && rating && rating.id !== op.id ? { ...row, rating } : row,
  },
  {
    opOf: ({ id, stopping }, { run }) =>
      stopping !== undefined && stopping === run ? { kind: 'stop', thread: id } : null,
    told: ({ stopping: _stopped, ...row }) => row,
  },
]
