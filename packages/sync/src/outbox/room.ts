/** How much the outbox takes. */
import { MESSAGE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { Tx } from '../store/store.ts'

/** The outbox refuses more than this; nothing that waits is ever dropped to make room. */
export const OUTBOX_LIMITS = { messages: 10_000, bytes: 20_000_000 } as const

/** Below this many ops even the longest messages stay under the byte limit: no need to add up. */
const SURELY_SMALL: number = OUTBOX_LIMITS.bytes / (MESSAGE_MAX_CHARACTERS * 4)

/** How full the outbox is. */
export interface Fill {
  readonly ops: number
  readonly bytes: number
}

/** Runs inside a transaction. */
export async function measure(tx: Tx): Promise<Fill> {
  const ops = await tx.ops.count()
  let bytes = 0
  if (ops >= SURELY_SMALL) {
    await tx.ops.walk({}, (op) => {
      if (op.kind === 'send') bytes += op.size
      return false
    })
  }
  return { ops, bytes }
}

export function hasRoom({ ops, bytes }: Fill, messages: readonly { content: string }[]): boolean {
  const more = messages.reduce((sum, message) => sum + sizeOf(message), 0)
  return ops + messages.length <= OUTBOX_LIMITS.messages && bytes + more <= OUTBOX_LIMITS.bytes
}

/** Bytes that a text takes in memory; on the disk it is rarely more. */
export function sizeOf({ content }: { content: string }): number {
  return content.length * 2
}
