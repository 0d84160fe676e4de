/** What the published API knows of a conversation beside its messages, and runs that wait for one. */
import type { Kysely } from 'kysely'
import { createIndex } from './create-index.ts'

export async function addRuntimes(db: Kysely<unknown>): Promise<void> {
  const conversations = db.schema.alterTable('conversations')
  await conversations.addColumn('type', 'text', (c) => c.notNull().defaultTo('assistant')).execute()
  await conversations
    .addColumn('agent_runtime', 'text', (c) => c.notNull().defaultTo('langgraph'))
    .execute()
  await conversations.addColumn('agent_mode', 'text').execute()
  await db.schema.alterTable('messages').addColumn('sent_with', 'text').execute()
  await db.schema.alterTable('runs').addColumn('warmed_by', 'text').execute()
  await createIndex(db, 'runs', ['state', 'project_id'])
}
