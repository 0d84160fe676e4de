/**
 * For a disk without room: the message goes to the server from memory. Only when nothing waits, since
 * nothing may be overtaken: not even by a later message that has found room meanwhile.
 */
import {
  type MessageId,
  type OpenOp,
  type ThreadId,
  type Transport,
  uuidv7,
} from '@porchlight/protocol'
import type { Ids, NewMessage } from '../outbox/put-message.ts'
import { NO_LANE } from '../push/no-lane.ts'
import type { Store } from '../store/store.ts'
import type { SendResult } from '../sync.ts'

/** Ids of texts that may have arrived: who sends one of them again means the same message. */
export type Doubts = Map<string, { readonly id: MessageId; readonly thread: ThreadId }>

export interface DirectWay {
  readonly store: Store
  readonly transport: Transport
  readonly ids: Ids
  readonly doubts: Doubts
}

/** @returns `stored` when the server has it, or else null: nobody knows */
export async function sendDirectly(
  { store, transport, ids, doubts }: DirectWay,
  message: NewMessage,
  signal: AbortSignal,
): Promise<SendResult | null> {
  if ((await store.read((tx) => tx.ops.count())) > 0) return null
  const newId = (): string => uuidv7(ids.clock.now(), ids.fillRandom)
  const key = JSON.stringify([message.thread, message.content])
  const { id, thread } = doubts.get(key) ?? { id: newId(), thread: message.thread ?? newId() }
  doubts.set(key, { id, thread })
  if (message.thread === null) {
    const { traits, context } = message
    const open: OpenOp = { kind: 'open', id: newId(), thread, traits, context, attempt: 1 }
    const opened = await transport.deliver(open, NO_LANE, signal)
    if (opened.kind !== 'opened') return null
  }
  const op = {
    kind: 'send',
    id,
    thread,
    content: message.content,
    live: false,
    attempt: 1,
  } as const
  const outcome = await transport.deliver(op, NO_LANE, signal)
  if (outcome.kind !== 'settled' && outcome.kind !== 'held') return null
  doubts.delete(key)
  return { kind: 'stored', id, thread }
}
