/** An index for tests, without a server. */
import type { ManualClock } from '@porchlight/testkit'
import { createKnowledgeIndex, type KnowledgeIndex } from '../knowledge/knowledge-index.ts'
import type { Place } from '../store/open-database.ts'
import type { Store } from '../store/store.ts'
import { openTestStore } from './test-database.ts'

/** An empty index over a database that has the projects 1 and 2. */
export async function openTestIndex(): Promise<{
  readonly index: KnowledgeIndex
  readonly store: Store
  readonly clock: ManualClock
  readonly place: Place
}> {
  const { store, clock, place } = await openTestStore()
  await store.write(async ({ db, now }) => {
    for (const id of [1, 2]) {
      const widget_token = `token-${id}`
      await db
        .insertInto('projects')
        .values({
          id,
          name: `Project ${id}`,
          widget_token,
          settings: '{}',
          next_ticket_number: 1,
          created_at: now,
        })
        .execute()
    }
  })
  return { index: createKnowledgeIndex(store), store, clock, place }
}
