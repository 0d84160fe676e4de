import { type Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import type { KeyPrincipal } from '../../auth/principal.ts'
import { openProject } from '../../auth/projects.ts'
import { FEED_START } from '../../feed/position.ts'
import { readFeed } from '../../feed/read-feed.ts'
import { recordMessageEvent } from '../../feed/record-event.ts'
import { DEFAULTS } from '../../server-options.ts'
import { createTestPlace, ENGINE, TEST_POLICY } from '../../testing/test-database.ts'
import { takePlace } from '../../thread/message-rows.ts'
import { addTicket, NOTHING_TOLD } from '../../thread/open-ticket.ts'
import { findOrCreateThread, saveThread, type Thread } from '../../thread/thread.ts'
import { openDatabase } from '../open-database.ts'
import type { MessageRow, Schema } from '../schema.ts'
import { createStore, type Tx } from '../store.ts'

const WRITERS = 30

const team: KeyPrincipal = {
  kind: 'key',
  id: 'k',
  hash: null,
  project: 1,
  scopes: '*',
  agent: null,
}

/** What the migration before this one has left: nothing of this one, and of those after it. */
async function takeBack(db: Kysely<Schema>): Promise<void> {
  for (const text of [
    'drop table agent_pictures',
    'alter table messages drop column agent_id',
    'drop index tickets_unread',
    `create index tickets_unread on tickets (project_id, is_listed, status, unread_team_count)
      where unread_team_count > 0`,
    'create index messages_conversation_id_posted_us on messages (conversation_id, posted_us)',
    'alter table ticket_views drop column position',
    'alter table api_keys drop column made_by',
    'drop table macros, knowledge_sections, knowledge_articles, knowledge_states',
    'drop index tickets_resolved, messages_queued, conversations_visitor_id',
    'create index events_created_at on events (created_at)',
    'create index events_conversation_id on events (conversation_id)',
    'create index messages_conversation_id_state_queue_seq on messages (conversation_id, state, queue_seq)',
    'create index conversations_visitor_id_updated_at on conversations (visitor_id, updated_at)',
    'create index tickets_not_erased on tickets (status, updated_at) where erased_at is null',
    `delete from kysely_migration where name >= '0017_fewer_pages'`,
  ]) {
    await sql.raw(text).execute(db)
  }
}

/** As an older process posts a message: its statement names no column that has come since. */
function postAsBefore(tx: Tx, thread: Thread): void {
  const { conversation, ticket } = thread
  const { state, seq, posted_us } = takePlace(tx, thread)
  const id = tx.createId()
  const row: Omit<MessageRow, 'agent_id'> = {
    conversation_id: conversation.id,
    id,
    state,
    author: 'visitor',
    author_name: null,
    content: 'Hello',
    seq,
    queue_seq: null,
    rev: 1,
    is_private: 0,
    incomplete: 0,
    rich_content: null,
    citations: '[]',
    posted_us,
    sent_with: null,
    created_at: tx.now,
  }
  tx.later(tx.db.insertInto('messages').values(row))
  recordMessageEvent(tx, conversation, row)
  conversation.last_seq = seq
  conversation.updated_at = tx.now
  if (ticket !== null) {
    ticket.unread_team_count += 1
    ticket.updated_at = tx.now
  }
}

it.skipIf(ENGINE === 'sqlite')(
  '[SV61] (PostgreSQL: on SQLite one process has the file) is done while older processes write and read',
  async () => {
    const place = await createTestPlace()
    const database = await openDatabase(place, DEFAULTS.log)
    await takeBack(database.db)
    const { clock, random } = DEFAULTS
    const store = createStore(database, { clock, random, policy: TEST_POLICY })
    await store.write((tx) => openProject(tx, random, {}))
    let isOn = true
    let written = 0
    async function writeOn(id: string): Promise<void> {
      while (isOn) {
        await store.write(async (tx) => {
          const thread = await findOrCreateThread(tx, { id, project: 1, visitor: null })
          postAsBefore(tx, thread)
          saveThread(tx, thread)
        })
        written += 1
      }
    }
    async function readOn(): Promise<void> {
      while (isOn) {
        await store.read((tx) => readFeed(tx, [{ principal: team, after: FEED_START }]))
      }
    }
    const ids = await store.write(async (tx) => {
      const threads = Array.from({ length: WRITERS }, tx.createId)
      for (const id of threads) {
        const thread = await findOrCreateThread(tx, { id, project: 1, visitor: null })
        await addTicket(tx, thread, NOTHING_TOLD)
        saveThread(tx, thread)
      }
      return threads
    })
    const others = Promise.all([...ids.map(writeOn), ...ids.slice(0, 4).map(readOn)])
    while (written < 5 * WRITERS) await new Promise(setImmediate)
    const newer = await openDatabase(place, DEFAULTS.log)
    await newer.close()
    const before = written
    while (written < before + WRITERS) await new Promise(setImmediate)
    isOn = false
    await others
    const { rows } = await sql<{ indexname: string }>`
      select indexname from pg_indexes where indexname in ('messages_queued', 'events_created_at')
    `.execute(database.db)
    expect(rows).toEqual([{ indexname: 'messages_queued' }])
    await store.close()
  },
  60_000,
)
