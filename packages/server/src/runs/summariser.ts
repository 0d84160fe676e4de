/**
 * Tells people who take a thread over what it is about: a private note by the assistant. It is written
 * by the process that handed over, beside everything else; one that dies meanwhile leaves none.
 */
import type { Clock } from '@porchlight/protocol'
import type { Assistant, AssistantSite, AssistantTurn } from '../assistant/assistant.ts'
import { withinLimit } from '../assistant/within-limit.ts'
import type { Log } from '../server-options.ts'
import type { Counted, ReadTx, Store, Tx } from '../store/store.ts'
import { postMessage } from '../thread/post-message.ts'
import { readHistory } from '../thread/read-history.ts'
import { cutCharacters } from '../thread/scalars.ts'
import { loadThread, saveQuietly } from '../thread/thread.ts'
import { isQuotaExhausted } from './answers-quota.ts'

export interface Summariser {
  /** Begins the summaries of what a transaction has handed over. Who was answered needs none. */
  committed(counts: readonly Counted[]): void
  /** Gives up what is under way. Nothing is written any more once this resolves. */
  stop(): Promise<void>
}

/** By then somebody has read the thread. */
export const SUMMARY_LIMIT_MS = 30_000
const SUMMARY_MAX_CHARACTERS = 2_000

/** Fewer are read as fast as a summary of them. */
const MIN_QUESTIONS = 2

/** @returns null for an assistant that makes no summaries */
export function createSummariser({
  store,
  clock,
  log,
  assistant,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly assistant: Assistant | null
}): Summariser | null {
  if (assistant?.summarise === undefined) return null
  const summarise = assistant.summarise.bind(assistant)
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()

  async function write(conversation: string): Promise<void> {
    const found = await store.read((tx) => readThread(tx, conversation))
    if (found === null) return
    const { site, history } = found
    if (history.filter(({ author }) => author === 'visitor').length < MIN_QUESTIONS) return
    const { signal } = stopping
    const text = await withinLimit({ ms: SUMMARY_LIMIT_MS, clock, signal }, (limit) =>
      summarise(history, limit, site),
    )
    if (signal.aborted) return
    if (text === null) throw new Error('the assistant took too long')
    if (text.trim() !== '') await store.write((tx) => post(tx, conversation, text.trim()))
  }

  function begin(conversation: string): void {
    const writing = write(conversation).catch((cause) =>
      log.error('summary_failed', { conversation, cause }),
    )
    underWay.add(writing)
    void writing.then(() => underWay.delete(writing))
  }

  return {
    committed(counts) {
      if (stopping.signal.aborted) return
      for (const counted of counts) {
        if (counted.what === 'handed_over' && counted.outcome !== 'reply')
          begin(counted.conversation)
      }
    },
    async stop() {
      stopping.abort()
      await Promise.all(underWay)
    },
  }
}

async function readThread(
  tx: ReadTx,
  conversation: string,
): Promise<{ readonly site: AssistantSite; readonly history: readonly AssistantTurn[] } | null> {
  const thread = await loadThread(tx, conversation)
  if (thread === null) return null
  const { project_id: project } = thread.conversation
  const isQuotaSpent = await isQuotaExhausted(tx, project)
  return { site: { project, isQuotaSpent }, history: await readHistory(tx, conversation) }
}

async function post(tx: Tx, conversation: string, text: string): Promise<void> {
  const thread = await loadThread(tx, conversation)
  // Meanwhile it may have been deleted, or erased.
  if (thread === null || thread.ticket === null || thread.conversation.deleted_at !== null) return
  await postMessage(tx, thread, {
    id: tx.createId(),
    author: 'assistant',
    content: cutCharacters(text, SUMMARY_MAX_CHARACTERS),
    isPrivate: true,
  })
  saveQuietly(tx, thread)
}
