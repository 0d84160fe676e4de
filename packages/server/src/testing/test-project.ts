/** A store with its first project, without a server. */
import { createSeededRandom } from '@porchlight/testkit'
import { openProject } from '../auth/projects.ts'
import { openTestStore } from './test-database.ts'

export async function openTestStoreWithProject(): ReturnType<typeof openTestStore> {
  const opened = await openTestStore()
  await opened.store.write((tx) => openProject(tx, createSeededRandom(4).fill, {}))
  return opened
}
