/** A store with its first project, without a server. */
import { createSeededRandom } from '@porchlight/testkit'
import { openProject } from '../auth/projects.ts'
import type { Policy, StoreObserver } from '../store/store.ts'
import { openTestStore } from './test-database.ts'

export async function openTestStoreWithProject(
  observer?: StoreObserver,
  policy: Partial<Policy> = {},
): ReturnType<typeof openTestStore> {
  const opened = await openTestStore(policy, observer)
  await opened.store.write((tx) => openProject(tx, createSeededRandom(4).fill, {}))
  return opened
}
