/**
 * What the transport to a plain server has to know again after a reload. An older build may have
 * written it, so whatever does not fit is replaced by nothing known.
 */
import * as v from 'valibot'

/** A message that the core was told of. */
export interface PlainRow {
  /** The server's id, or its place where it has none. */
  key: string
  /** What we call it: the op that has sent it, if one has. */
  id: string
  /** An op of ours has sent it. */
  isOwn: boolean
  /** The count when it was told: the core has it if its cursor is not below. */
  at: number
  /** Of what can change of it; -1 for what has to be told again. */
  hash: number
}

/** A message of ours that the server has accepted and that was not seen in its thread yet. */
export interface PlainPending {
  op: string
  content: string
  /** What edits of it have asked for, whose answers have not come. */
  edits: string[]
  /** Its id in the queue; null when it was posted at once. */
  item: string | null
}

export interface PlainThread {
  title: string | null
  /** ISO 8601 by the local clock. */
  openedAt: string
  /** Something was sent that may have begun it there. */
  isBegun: boolean
  /** As it was told last. */
  told: { at: number; status: string; updatedAt: string } | null
  readOrder: number
  /** The last place that was seen. */
  lastOrder: number
  rows: PlainRow[]
  pending: PlainPending[]
  /** Ops of messages that were taken back, the newest last. */
  takenBack: string[]
  /** What was in the queue before the op that was put there last. */
  before: { op: string; items: string[] } | null
}

export interface PlainMemory {
  era: string
  /** Rises with everything that is told; revs and cursors are taken from it. */
  count: number
  threads: Record<string, PlainThread>
}

const threadSchema: v.GenericSchema<unknown, PlainThread> = v.object({
  title: v.fallback(v.nullable(v.string()), null),
  openedAt: v.fallback(v.string(), ''),
  isBegun: v.fallback(v.boolean(), true),
  told: v.fallback(
    v.nullable(v.object({ at: v.number(), status: v.string(), updatedAt: v.string() })),
    null,
  ),
  readOrder: v.fallback(v.number(), 0),
  lastOrder: v.fallback(v.number(), 0),
  rows: v.fallback(
    v.array(
      v.object({
        key: v.string(),
        id: v.string(),
        isOwn: v.boolean(),
        at: v.number(),
        hash: v.number(),
      }),
    ),
    () => [],
  ),
  pending: v.fallback(
    v.array(
      v.object({
        op: v.string(),
        content: v.string(),
        edits: v.fallback(v.array(v.string()), () => []),
        item: v.nullable(v.string()),
      }),
    ),
    () => [],
  ),
  takenBack: v.fallback(v.array(v.string()), () => []),
  before: v.fallback(v.nullable(v.object({ op: v.string(), items: v.array(v.string()) })), null),
})

export const plainMemorySchema: v.GenericSchema<unknown, PlainMemory> = v.object({
  era: v.string(),
  count: v.number(),
  threads: v.fallback(v.record(v.string(), threadSchema), () => ({})),
})
