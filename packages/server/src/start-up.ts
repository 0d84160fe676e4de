/**
 * What a server does with its store before it answers anybody: looks whether it may be served from,
 * makes what a first start makes, and has the assistant made. It ends with the store open, or, when
 * anything fails, closed.  [SV177]
 */
import type { FillRandom } from '@porchlight/protocol'
import type { Assistant } from './assistant/assistant.ts'
import { createApiKey, hasApiKey, openProject, type Project } from './auth/projects.ts'
import { createKnowledgeIndex } from './knowledge/knowledge-index.ts'
import type { ServerOptions } from './server-options.ts'
import { refuseHalfCopy } from './store/copy/half-copy.ts'
import { openStoreId, writeMeta } from './store/meta.ts'
import { renewFeedOfYoungerCluster } from './store/renew-feed.ts'
import type { Store } from './store/store.ts'

/** What the store has, and what was made of it. */
export interface StartUp {
  readonly storeId: string
  readonly project: Project
  /** Null when there was one. */
  readonly newApiKey: string | null
  /** As its maker has made it; null when people answer. */
  readonly assistant: Assistant | null
}

/** @throws StartError, or what the maker of the assistant threw; the store is closed by then */
export async function startUp(
  store: Store,
  random: FillRandom,
  options: ServerOptions,
): Promise<StartUp> {
  try {
    await store.write(async (tx) => {
      await refuseHalfCopy(tx)
      await renewFeedOfYoungerCluster(tx)
      await writeMeta(tx, 'last_start', tx.createId())
    })
    const begun = await store.write(async (tx) => ({
      project: await openProject(tx, random, options),
      storeId: await openStoreId(tx),
      newApiKey:
        options.apiKey !== undefined || (await hasApiKey(tx))
          ? null
          : await createApiKey(tx, random),
    }))
    return { ...begun, assistant: await makeAssistant(store, begun.project, options) }
  } catch (error) {
    // What went wrong first is what has to be told.
    await store.close().catch(() => {})
    throw error
  }
}

async function makeAssistant(
  store: Store,
  project: Project,
  { assistant }: ServerOptions,
): Promise<Assistant | null> {
  if (typeof assistant !== 'function') return assistant
  return await assistant({ knowledge: createKnowledgeIndex(store), project: project.id })
}
