/** Builds a `Sync`: wires store, outbox, tabs, leadership and views, and closes them all. */

import {
  countCharacters,
  isBlank,
  MESSAGE_MAX_CHARACTERS,
  type Message,
  type MessageId,
  PAGE_SIZE,
  type PageContext,
  type Session,
  type ThreadId,
  type Traits,
  type Transport,
  type TransportKit,
} from '@porchlight/protocol'
import { createAttention } from './attention.ts'
import { createBrowserPorts } from './browser-ports.ts'
import { coalesce } from './coalesce.ts'
import { type Leadership, startLeadership } from './leadership.ts'
import { discard, retry } from './outbox/edit.ts'
import { createEnqueuer } from './outbox/enqueue.ts'
import type { Ports } from './ports.ts'
import { applyPage } from './pull/apply-events.ts'
import { type Connection, createBreaker } from './push/connection.ts'
import { NO_LANE } from './push/no-lane.ts'
import { readAll } from './push/read-positions.ts'
import { createCredentialStore } from './store/credentials.ts'
import { createDatabase, inTransaction, oldestOrder } from './store/database.ts'
import { createTransportMemory } from './store/transport-memory.ts'
import type { SendResult, Sync, SyncStatus, ThreadView, View } from './sync.ts'
import { createLeader } from './tabs/leader.ts'
import { createTabChannel } from './tabs/tab-channel.ts'
import { createSource } from './view/source.ts'
import { EMPTY_SUMMARY, readSummary } from './view/summary-view.ts'
import { createThreadView, type LiveThreadView } from './view/thread-view.ts'

export interface SyncOptions {
  /** Name of the database, and of the lock and the channel that its tabs share. */
  readonly name: string
  /** Makes the way to the server, given where to keep what it has to know again. */
  readonly transport: (kit: TransportKit) => Transport
  /** Default: the browser's own. */
  readonly ports?: Ports
}

/**
 * Starts a core over one database. It begins to connect, to listen and to replay at once; a site
 * that must store nothing before its visitor acts calls this only then.
 */
export function createSync(options: SyncOptions): Sync {
  const { name } = options
  const ports = options.ports ?? createBrowserPorts(name)
  const db = createDatabase(name)
  const transport = options.transport({
    credentials: createCredentialStore(db, ports.locks, `${name}:session`),
    memory: createTransportMemory(db, ports.locks, `${name}:transport`),
  })
  const closing = new AbortController()
  const attention = createAttention(ports)

  const views = new Map<ThreadId, LiveThreadView>()
  const growing = new Map<ThreadId, Message>()
  let summary = EMPTY_SUMMARY
  let about: { traits: Traits; context: PageContext } = { traits: {}, context: {} }
  let session: Session | null = null
  let leadership: Leadership | null = null
  /** What the leader has told, for tabs that do not lead. */
  let heard: Connection = { state: 'connecting', trouble: null, nextTryAt: null }
  let isStoreBroken = false

  const breaker = createBreaker({
    clock: ports.clock,
    random: ports.random,
    onChange: connectionChanged,
  })
  const connection = (): Connection => (leadership === null ? heard : breaker.current())

  const status = createSource<SyncStatus>(currentStatus())
  const threads = createSource(EMPTY_SUMMARY.threads)
  const refreshSummary = coalesce(async () => {
    summary = await readSummary(db)
    isStoreBroken = false
    threads.set(summary.threads)
    refreshStatus()
  }, storeFailed)

  const channel = createTabChannel(ports.channel, (message) => {
    switch (message.type) {
      case 'changed':
        changedElsewhere(message.threads)
        break
      case 'wake':
        wakeLeader()
        break
      case 'growing':
        showGrowing(message.thread, message.message)
        break
      case 'connection':
        heard = message.connection
        session = message.session ?? session
        refreshAll()
        break
      case 'hello':
        tellConnection()
        break
    }
  })

  const enqueuer = createEnqueuer({
    db,
    clock: ports.clock,
    fillRandom: ports.fillRandom,
    onStored(stored) {
      changed(stored)
      wake()
    },
  })

  const leader = createLeader({
    db,
    locks: ports.locks,
    lockName: `${name}:leader`,
    page: ports.page,
    async lead(epoch, signal) {
      const mine = startLeadership(
        {
          db,
          transport,
          ports,
          breaker,
          attention,
          onChanged: (thread) => changed([thread]),
          onSession(next) {
            session = next
            connectionChanged()
          },
          onGrowing(thread, message) {
            showGrowing(thread, message)
            channel.tell({ type: 'growing', thread, message })
          },
          onBroken: storeFailed,
        },
        epoch,
        signal,
      )
      leadership = mine
      mine.poke()
      refreshStatus()
      const end = await mine.ended
      if (leadership === mine) leadership = null
      refreshStatus()
      return end
    },
    clock: ports.clock,
    random: ports.random,
    onBroken: storeFailed,
  })

  const unlistenPage = ports.page.listen((signal) => {
    if (signal === 'offline') leadership?.networkChanged(false)
    if (signal === 'online') leadership?.networkChanged(true)
    if (signal === 'online' || signal === 'visible') wake()
  })

  function currentStatus(): SyncStatus {
    const now = connection()
    const { waiting, failed, unread, currentThread } = summary
    return {
      connection: now.state,
      trouble: isStoreBroken ? 'storage' : now.trouble,
      waiting,
      failed,
      unread,
      nextTryAt: now.nextTryAt,
      isLeader: leadership !== null,
      currentThread,
      settings: session?.settings ?? null,
      capabilities: session?.capabilities ?? [],
    }
  }

  function refreshStatus(): void {
    const next = currentStatus()
    // Told only when something is different: a view hands out the same object until then.
    const isSame = JSON.stringify(next) === JSON.stringify(status.view.get())
    if (!isSame) status.set(next)
  }

  function storeFailed(): void {
    // A reading that was under way when the core was closed.
    if (closing.signal.aborted) return
    isStoreBroken = true
    refreshStatus()
  }

  function connectionChanged(): void {
    tellConnection()
    refreshAll()
  }

  /** Every waiting message says what it waits for, so all of them are looked at again. */
  function refreshAll(): void {
    refreshStatus()
    for (const view of views.values()) view.refresh()
  }

  function tellConnection(): void {
    if (leadership !== null) {
      channel.tell({ type: 'connection', connection: breaker.current(), session })
    }
  }

  function changed(ids: readonly ThreadId[]): void {
    changedElsewhere(ids)
    channel.tell({ type: 'changed', threads: ids })
  }

  function changedElsewhere(ids: readonly ThreadId[]): void {
    for (const id of ids) views.get(id)?.refresh()
    refreshSummary()
  }

  function showGrowing(thread: ThreadId, message: Message | null): void {
    if (message === null) growing.delete(thread)
    else growing.set(thread, message)
    views.get(thread)?.refreshGrowing()
  }

  function wake(): void {
    leader.wake()
    if (leadership === null) channel.tell({ type: 'wake' })
    else wakeLeader()
  }

  function wakeLeader(): void {
    if (leadership === null) return
    breaker.wake()
    leadership.poke()
  }

  function threadView(id: ThreadId): LiveThreadView {
    const known = views.get(id)
    if (known !== undefined) return known
    const view = createThreadView({
      db,
      thread: id,
      connection,
      growing: () => growing.get(id) ?? null,
      onError: storeFailed,
    })
    views.set(id, view)
    return view
  }

  async function send(content: string, thread: ThreadId | null): Promise<SendResult> {
    if (isBlank(content)) return { kind: 'blank' }
    const length = countCharacters(content)
    if (length > MESSAGE_MAX_CHARACTERS) {
      return { kind: 'too_long', limit: MESSAGE_MAX_CHARACTERS, length }
    }
    const isOnline = connection().state === 'online'
    attention.touch()
    return await enqueuer.add({ content, thread, isOnline, ...about })
  }

  /** Runs an edit of the outbox; a store that fails leaves everything as it was. */
  async function edit(change: Promise<ThreadId | null>): Promise<boolean> {
    const thread = await change.catch(() => null)
    if (thread === null) return false
    changed([thread])
    wake()
    return true
  }

  refreshSummary()
  channel.tell({ type: 'hello' })

  return {
    status: status.view,
    threads: threads.view,
    thread: (id): View<ThreadView> => threadView(id).view,
    send: ({ content, thread }) => send(content, thread ?? null),
    retry: (id: MessageId) => edit(retry({ db, ...ports }, id, about)),
    discard: (id: MessageId) => edit(discard(db, id)),
    async stop(thread) {
      await transport.deliver({ kind: 'stop', thread }, NO_LANE, closing.signal)
    },
    async markRead(thread) {
      const isNews = await readAll(db, thread).catch(() => false)
      if (!isNews) return
      changed([thread])
      wake()
    },
    async loadOlder(thread) {
      try {
        if (await threadView(thread).showMore()) return
        const before = await oldestOrder(db, thread)
        if (before === null || !threadView(thread).view.get().hasMore) return
        const page = await transport.page(thread, before, PAGE_SIZE, closing.signal)
        await inTransaction(db, () => applyPage(db, page, before))
        changed([thread])
      } catch {
        // Offline, most likely: what is stored is shown, and `hasMore` still says there is more.
      }
    },
    setTraits(traits) {
      about = { ...about, traits: { ...about.traits, ...traits } }
    },
    setContext(context) {
      about = { ...about, context }
    },
    setShown: attention.show,
    wake,
    async close() {
      closing.abort()
      unlistenPage()
      attention.close()
      await leader.close()
      channel.close()
      db.dexie.close()
    },
  }
}
