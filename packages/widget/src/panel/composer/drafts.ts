/**
 * Texts that were begun and not sent, one for each conversation: kept over a reload, shared by the
 * tabs of a site. They are in localStorage, which is written before a tab can go.
 */
import type { ThreadId } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { draftsKey } from '../../loader/mark.ts'

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
  const all = signal(read(key))
  const stored = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) all.value = read(key)
  }
  addEventListener('storage', stored)

  return {
    all,
    get: (thread) => all.value[thread ?? ''] ?? '',
    set(thread, text) {
      const { [thread ?? '']: before = '', ...others } = all.peek()
      if (before === text) return
      all.value = text === '' ? others : { ...others, [thread ?? '']: text }
      if (mayStore()) write(key, all.value)
    },
    clear() {
      all.value = {}
      write(key, {})
    },
    close: () => removeEventListener('storage', stored),
  }
}

/** Whatever wrote it, only texts come out of it. */
function read(key: string): Record<ThreadId, string> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    const entries = Object.entries(Object(parsed)).filter(([, text]) => typeof text === 'string')
    return Object.fromEntries(entries) as Record<ThreadId, string>
  } catch {
    return {}
  }
}

function write(key: string, drafts: Readonly<Record<ThreadId, string>>): void {
  try {
    if (Object.keys(drafts).length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(drafts))
  } catch {
    // Storage is off or full: the text is still in the composer.
  }
}
