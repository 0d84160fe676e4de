/** The assistant that the environment asks for, over what the site knows. */
import type { Clock } from '@porchlight/protocol'
import type { Assistant } from '../assistant/assistant.ts'
import { createKnowledgeAssistant } from '../assistant/knowledge.ts'
import { ingest, listArticleFiles } from '../knowledge/ingest.ts'
import { nameArticles } from '../knowledge/start-claim.ts'
import type { AssistantMaker, Log } from '../server-options.ts'
import type { AssistantSettings } from './assistant-settings.ts'

/** Sections that one message is answered from at most. */
const MAX_SECTIONS = 6

/** What was said of a change may be lost with the process that made it. */
const LOOK_AGAIN_MS = 10_000

/** How often, and how long, it is looked whether another process that starts has read its folder. */
const START_LOOK_MS = 200
const START_LIMIT_MS = 15_000

/** Articles that the folder of a start has put into the index; commands leave them alone. */
export const START_SOURCE = 'start'

type AssistantPorts = Parameters<AssistantMaker>[0] & {
  /** Articles that are read at every start. */
  readonly folder: string | null
  /** What relative addresses in them resolve against; null leaves them out. */
  readonly baseUrl: string | null
  /** Whether no other process is on the same database, which may have such a folder. */
  readonly isAlone: boolean
  readonly clock: Clock
  readonly log: Log
}

/** @returns null when people answer, whatever is written */
export async function createAssistant(
  settings: AssistantSettings,
  ports: AssistantPorts,
): Promise<Assistant | null> {
  const { knowledge, clock, log } = ports
  if (settings.kind === 'none') return null
  await readFolder(ports)
  if (settings.kind === 'knowledge') {
    const assistant = createKnowledgeAssistant({ knowledge, clock })
    if (ports.folder !== null || !(await knowledge.isEmpty(null))) return assistant
    return { ...assistant, isReady: noticeArticles(ports) }
  }
  // Not before it is asked for: the SDK is as large as all the rest of the server.
  const { createOpenAiAssistant } = await import('../assistant/openai/openai-assistant.ts')
  return createOpenAiAssistant({
    settings: settings.openai,
    async search(text, { project }) {
      const hits = await knowledge.search({ project, text, limit: MAX_SECTIONS })
      return hits.map(({ section }) => section)
    },
    isEmpty: ({ project }) => knowledge.isEmpty(project),
    clock,
    log,
    chance: Math.random,
  })
}

async function readFolder(ports: AssistantPorts): Promise<void> {
  const { knowledge, project, folder, isAlone, log } = ports
  if (folder === null) {
    if (isAlone) await knowledge.remove({ project, source: START_SOURCE })
    return
  }
  if (await readArticles(ports, folder)) return
  // Whoever came after us has probably ended before it was through: what it has left is a part. Once
  // more, and no oftener: two that are merely slow would take it from each other for ever.
  if (await readArticles(ports, folder)) return
  log.info('knowledge_unfinished', { folder, next: START_AGAIN })
}

/** @returns whether all articles are there: these, or those of a process that has begun since */
async function readArticles(ports: AssistantPorts, folder: string): Promise<boolean> {
  const { knowledge, project, baseUrl, isAlone, log } = ports
  const place = { project, source: START_SOURCE }
  const files = await listArticleFiles(folder)
  const claim = await knowledge.claimStart()
  const source = { ...place, baseUrl, removeOthers: true }
  const done = await ingest(claim.articles, source, files)
  const { refused, guessed, read, left: _none, ...counts } = done
  const articles = await claim.finish(read)
  log.info('knowledge_read', { ...counts, guessed: guessed.length })
  for (const { file, refusal } of refused) log.error('article_refused', { file, ...refusal })
  if (articles !== null) {
    if (!isAlone) noticeOtherFolder(ports, { folder, articles })
    return true
  }
  const others = await untilStarted(ports)
  if (others === null) return false
  const own = nameArticles(read)
  if (others === own) noticeOtherFolder(ports, { folder, articles: own })
  else log.info('knowledge_overtaken', { folder, next: ONE_FOLDER })
  return true
}

/** @returns what names the articles of the last start; null when that takes too long */
async function untilStarted({ knowledge, clock }: AssistantPorts): Promise<string | null> {
  const since = clock.elapsed()
  for (;;) {
    const articles = await knowledge.startedWith()
    if (articles !== null || clock.elapsed() - since >= START_LIMIT_MS) return articles
    await new Promise<void>((resolve) => clock.setTimeout(resolve, START_LOOK_MS))
  }
}

const ONE_FOLDER =
  'another process has begun with a folder since, and its articles count; start all of them with the same'

const START_AGAIN =
  'other processes have begun with a folder twice since, and none was through in 15 s: there may be a part of the articles only; start one of them again when the others are quiet'

/** Says once that other articles than those of this folder are answered from by now. */
function noticeOtherFolder(
  { knowledge, log }: AssistantPorts,
  { folder, articles }: { readonly folder: string; readonly articles: string },
): void {
  let isTold = false
  async function look(): Promise<void> {
    const now = await knowledge.startedWith()
    // Another look may have been under way.
    if (isTold || now === null || now === articles) return
    isTold = true
    stop()
    log.info('knowledge_overtaken', { folder, next: ONE_FOLDER })
  }
  const stop = knowledge.onChange(() => {
    look().catch((cause) => log.error('folder_not_looked_for', { cause }))
  })
}

/** @returns whether the first article has come, by whichever process */
function noticeArticles({ knowledge, clock, log }: AssistantPorts): () => boolean {
  let hasArticles = false
  let lookedAt = clock.elapsed()
  async function look(): Promise<void> {
    lookedAt = clock.elapsed()
    if (hasArticles || (await knowledge.isEmpty(null))) return
    hasArticles = true
    stop()
    log.info('articles_noticed')
  }
  const tryToLook = (): void => {
    look().catch((cause) => log.error('articles_not_looked_for', { cause }))
  }
  const stop = knowledge.onChange(tryToLook)
  // They may have come before anybody listened.
  tryToLook()
  return () => {
    if (!hasArticles && clock.elapsed() - lookedAt >= LOOK_AGAIN_MS) tryToLook()
    return hasArticles
  }
}
