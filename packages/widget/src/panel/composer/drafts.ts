/**
 * Texts that were begun and not sent, one for each conversation: kept over a reload, shared by the
 * tabs of a site. They are in localStorage, which is written before a tab can go.
 */
import type { ThreadId } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { draftsKey } from '../../loader/mark.ts'
import { readTexts, writeTexts } from '../kept-texts.ts'

/** The drafts of one chat. */
export interface Drafts {
  /** By conversation; under the empty name is that of the first one, which has no id yet. */
  readonly all: ReadonlySignal<Readonly<Record<ThreadId, string>>>
  get(thread: ThreadId | null): string
  /** An empty text is none. Never throws: without storage, drafts live as long as the page. */
  set(thread: ThreadId | null, text: string): void
  /** Somebody has signed out: their texts are gone. */
  clear(): void
  close(): void
}

/**
 * @param token two chats on one origin share the storage
 * @param mayStore asked with each change
 */
export function createDrafts(token: string, mayStore: () => boolean): Drafts {
  const key = draftsKey(token)
  const all = signal(readTexts(key))
  const stored = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) all.value = readTexts(key)
  }
  addEventListener('storage', stored)

  return {
    all,
    get: (thread) => all.value[thread ?? ''] ?? '',
    set(thread, text) {
      const { [thread ?? '']: before = '', ...others } = all.peek()
      if (before === text) return
      all.value = text === '' ? others : { ...others, [thread ?? '']: text }
      if (mayStore()) writeTexts(key, all.value)
    },
    clear() {
      all.value = {}
      writeTexts(key, {})
    },
    close: () => removeEventListener('storage', stored),
  }
}
