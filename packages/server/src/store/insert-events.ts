/** What a transaction tells of, written down at its end. */
import { type Columns, prepare, type Writing } from './prepared.ts'
import type { NewEvent } from './schema.ts'

/** Values of one statement are limited, and one request may change hundreds of threads. */
const AT_A_TIME = 500

/** Mostly there are two: a message, and the thread it was written in. */
export function insertEvents(tx: Writing, events: readonly NewEvent[]): void {
  const [one, other, ...more] = events
  if (one !== undefined && other !== undefined && more.length === 0) {
    tx.later(TWO_EVENTS.with(tx, { ...one, ...asSecond(other) }))
    return
  }
  for (let n = 0; n < events.length; n += AT_A_TIME) {
    tx.later(tx.db.insertInto('events').values(events.slice(n, n + AT_A_TIME)))
  }
}

type SecondEvent = { readonly [Name in keyof NewEvent as `${Name}_2`]: NewEvent[Name] }

const TWO_EVENTS = prepare((db, given: Columns<NewEvent & SecondEvent>) =>
  db.insertInto('events').values([
    {
      project_id: given.project_id,
      visitor_id: given.visitor_id,
      conversation_id: given.conversation_id,
      kind: given.kind,
      message_id: given.message_id,
      created_at: given.created_at,
    },
    {
      project_id: given.project_id_2,
      visitor_id: given.visitor_id_2,
      conversation_id: given.conversation_id_2,
      kind: given.kind_2,
      message_id: given.message_id_2,
      created_at: given.created_at_2,
    },
  ]),
)

function asSecond(event: NewEvent): SecondEvent {
  return {
    project_id_2: event.project_id,
    visitor_id_2: event.visitor_id,
    conversation_id_2: event.conversation_id,
    kind_2: event.kind,
    message_id_2: event.message_id,
    created_at_2: event.created_at,
  }
}
