/**
 * Builds a `Sync`: wires store, outbox, tabs, leadership and views, and closes them all.
 *
 * Long, and one piece on purpose: everything here answers to the same few variables (who leads, what
 * the leader has said, what is stored), and handing these to a second file was measured at 83 bytes
 * of the 9,000 that the core may take (2026-11). What needs none of them is in files of its own.
 */
import type {
  Attention,
  Message,
  PageContext,
  Session,
  ThreadId,
  Traits,
} from '@porchlight/protocol'
import type { Doubts } from './actions/actions.ts'
import type { Changed } from './actions/changed.ts'
import { createBrowserPorts } from './browser-ports.ts'
import { coalesce } from './coalesce.ts'
import type { Leadership } from './leadership.ts'
import { refusalOf } from './outbox/check-text.ts'
import { createEnqueuer } from './outbox/enqueue.ts'
import type { Parts } from './parts.ts'
import { type Connection, createBreaker } from './push/connection.ts'
import { createSlots } from './slots.ts'
import { createCredentialStore } from './store/credentials.ts'
import { isOurs, type KnownGeneration } from './store/generation.ts'
import { isFull, openStore, type StoreTrouble } from './store/open-store.ts'
import { createTransportMemory } from './store/transport-memory.ts'
import type { ChangeResult, SendResult, Sync, SyncStatus, ThreadView, View } from './sync.ts'
import type { SyncOptions } from './sync-options.ts'
import { createExclusive } from './tabs/exclusive.ts'
import { nextEpoch } from './tabs/fence.ts'
import { createLeader } from './tabs/leader.ts'
import { createTabChannel } from './tabs/tab-channel.ts'
import { whyWaiting } from './view/message-view.ts'
import { createSource } from './view/source.ts'
import {
  afterStep,
  EMPTY_SUMMARY,
  type Numbers,
  oldestOf,
  readSummary,
} from './view/summary-view.ts'
import { createThreadView, type LiveThreadView } from './view/thread-view.ts'

/** Whoever needs it will ask for it again. */
function noFailure(): void {}

/** A tab may have died between storing and telling: so often a leader looks without being told. */
const LOOK_MS = 30_000

const ALWAYS_WATCHING: Attention = { level: () => 'watching', subscribe: () => () => {} }

/** @param parts where to get what is not needed at once */
export function assemble(options: SyncOptions, parts: Parts): Sync {
  const { name } = options
  const ports = options.ports ?? createBrowserPorts(name)
  let storeTrouble: StoreTrouble | null = null
  const store = (options.openStore ?? openStore)({
    name,
    clock: ports.clock,
    page: ports.page,
    durability: options.durability ?? 'relaxed',
    onTrouble(trouble) {
      storeTrouble = trouble
      refreshStatus()
    },
  })
  const transport = options.transport({
    credentials: createCredentialStore(store, createExclusive(ports.locks, `${name}:session`)),
    memory: createTransportMemory(store, createExclusive(ports.locks, `${name}:transport`)),
  })
  const closing = new AbortController()
  const attention = options.attention ?? ALWAYS_WATCHING

  const views = new Map<ThreadId, LiveThreadView>()
  const growing = new Map<ThreadId, Message>()
  let summary: Numbers = EMPTY_SUMMARY
  let about: { traits: Traits; context: PageContext } = { traits: {}, context: {} }
  let session: Session | null = null
  let leadership: Leadership | null = null
  /** What the leader has told, for tabs that do not lead. */
  let heard: Connection = { state: 'connecting', trouble: null, nextTryAt: null }
  const doubts: Doubts = new Map()
  const direct = createSlots(1)
  const alone = createExclusive(ports.locks, `${name}:direct`)
  /** The last one that was called for. */
  let adding: Promise<unknown> = Promise.resolve()
  const visitor: KnownGeneration = { generation: null }
  let isStoreBroken = false
  let isSignedOut = false

  const breaker = createBreaker({
    clock: ports.clock,
    random: ports.random,
    onChange: connectionChanged,
  })
  const connection = (): Connection => (leadership === null ? heard : breaker.current())

  const status = createSource<SyncStatus>(currentStatus())
  const threads = createSource(EMPTY_SUMMARY.threads)
  let isReadingSummary = false
  const refreshSummary = coalesce(async () => {
    isReadingSummary = true
    const { generation, ...next } = await readSummary(store).finally(() => {
      isReadingSummary = false
    })
    // Somebody has signed out while this tab was asleep.
    if (!isOurs(visitor, generation)) return void end('signed_out')
    summary = next
    isStoreBroken = false
    threads.set(summary.threads)
    refreshStatus()
  }, storeFailed)

  const channel = createTabChannel(ports.channel, (message) => {
    switch (message.type) {
      case 'changed':
        enqueuer.recount()
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
        leadership?.poke()
        break
      case 'lead_wanted':
        if (!ports.page.isVisible()) leader.giveWay()
        break
      case 'signed_out':
        void end('signed_out')
        break
    }
  })

  const enqueuer = createEnqueuer({
    store,
    visitor,
    guessing: parts.actions,
    clock: ports.clock,
    fillRandom: ports.fillRandom,
    onStored(rows) {
      const ids = [...new Set(rows.map(({ thread }) => thread))]
      for (const id of ids) views.get(id)?.add(rows.filter(({ thread }) => thread === id))
      changed(ids)
      wake()
    },
  })

  const leader = createLeader({
    fence: () => nextEpoch(store, { visitor, ...ports }),
    async locks() {
      await store.read(async () => {}).catch(noFailure)
      // What only this tab's memory holds nobody else can send.
      return storeTrouble === 'memory' ? null : ports.locks
    },
    lockName: `${name}:leader`,
    page: ports.page,
    async lead(epoch, signal) {
      const { startLeadership } = await parts.leading()
      const mine = startLeadership(
        {
          store,
          transport,
          ports,
          breaker,
          attention,
          actions: parts.actions,
          onChanged: (thread, since) => changed([thread], since),
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
      let stopTimer = (): void => {}
      const look = (): void => {
        stopTimer = ports.clock.setTimeout(look, LOOK_MS)
        mine.poke()
      }
      look()
      refreshStatus()
      const end = await mine.ended
      stopTimer()
      if (leadership === mine) leadership = null
      // What it has said and heard may be older than what the next leader has told.
      channel.tell({ type: 'hello' })
      refreshStatus()
      return end
    },
    clock: ports.clock,
    random: ports.random,
    onBroken: storeFailed,
  })

  const unlistenPage = ports.page.listen((signal) => {
    const isOnline = signal === 'online'
    if (isOnline || signal === 'offline') leadership?.networkChanged(isOnline)
    if (isOnline || signal === 'visible') wake()
    if (signal === 'shown') catchUp()
    if (signal === 'visible') wantLead()
  })

  function currentStatus(): SyncStatus {
    const now = connection()
    const { waiting, failed, unread, currentThread } = summary
    return {
      connection: now.state,
      trouble: troubleOf(now),
      isDurable: storeTrouble !== 'memory',
      waiting,
      waitingSince: oldestOf(summary),
      why: waiting > 0 ? (whyWaiting(now) ?? 'turn') : null,
      failed,
      unread,
      nextTryAt: now.nextTryAt,
      isLeader: leadership !== null,
      currentThread,
      settings: session?.settings ?? null,
      capabilities: session?.capabilities ?? [],
    }
  }

  function troubleOf({ trouble }: Connection): SyncStatus['trouble'] {
    if (isSignedOut) return 'signed_out'
    if (storeTrouble === 'outdated') return 'outdated'
    return isStoreBroken ? 'storage' : trouble
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
    // Fetched while there is a network: it is needed most when there is none.
    if (connection().state === 'online') parts.actions().catch(noFailure)
    refreshStatus()
    for (const view of views.values()) view.refresh()
  }

  function tellConnection(): void {
    if (leadership !== null) {
      channel.tell({ type: 'connection', connection: breaker.current(), session })
    }
  }

  /** Nothing was heard while the page was put away. */
  function catchUp(): void {
    growing.clear()
    channel.tell({ type: 'hello' })
    refreshAll()
    refreshSummary()
  }

  function wantLead(): void {
    if (leadership === null && ports.page.isVisible()) channel.tell({ type: 'lead_wanted' })
  }

  function changed(ids: readonly ThreadId[], since?: string): void {
    changedElsewhere(ids, since)
    channel.tell({ type: 'changed', threads: ids })
  }

  function changedElsewhere(ids: readonly ThreadId[], since?: string): void {
    for (const id of ids) views.get(id)?.refresh()
    const [thread] = ids
    const isKnown = since !== undefined && !isStoreBroken
    // What is being read may be of before it.
    if (thread === undefined || !isKnown || isReadingSummary) refreshSummary()
    else {
      summary = afterStep(summary, thread, since)
      refreshStatus()
    }
  }

  function showGrowing(thread: ThreadId, message: Message | null): void {
    if (message === null) growing.delete(thread)
    else growing.set(thread, message)
    views.get(thread)?.refreshGrowing()
  }

  function wake(): void {
    leader.wake()
    if (leadership === null) channel.tell({ type: 'wake' })
    wakeLeader()
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
      store,
      thread: id,
      connection,
      growing: () => growing.get(id) ?? null,
      onError: storeFailed,
    })
    views.set(id, view)
    return view
  }

  async function send(content: string, thread: ThreadId | null): Promise<SendResult> {
    const refusal = refusalOf(content)
    if (refusal !== null) return refusal
    const isOnline = connection().state === 'online'
    const message = { content, thread, isOnline, ...about }
    // What goes to the server from memory is not overtaken by what finds room after it.
    const added = direct.use(async () => {}).then(() => enqueuer.add(message))
    adding = added
    const result = await added
    if (result.kind !== 'not_stored' || !isFull(result.cause)) return result
    const { sendDirectly } = await parts.actions()
    const at = { ...message, thread: thread ?? summary.currentThread }
    const way = { store, transport, ids: ports, doubts }
    const before = adding
    const sent = await direct.use(async () => {
      await before
      return alone(() => sendDirectly(way, at, closing.signal))
    })
    return sent ?? result
  }

  /** Does something, and tells everybody. What fails has left everything as it was. */
  async function act<T>(
    otherwise: T,
    action: (actions: Awaited<ReturnType<Parts['actions']>>) => Promise<Changed<T>>,
  ): Promise<T> {
    const doing = parts.actions().then(action)
    const { result, thread } = await doing.catch(() => ({ result: otherwise, thread: null }))
    if (thread !== null) {
      changed([thread])
      wake()
    }
    return result
  }

  async function flush(limitMs: number): Promise<number> {
    wake()
    const task = { status: status.view, clock: ports.clock, limitMs }
    return (await parts.actions()).flush(store, task)
  }

  async function end(why: 'closed' | 'signed_out'): Promise<void> {
    closing.abort()
    unlistenPage()
    await leader.close()
    channel.close()
    if (why === 'signed_out') {
      isSignedOut = true
      growing.clear()
      summary = EMPTY_SUMMARY
      session = null
      threads.set(summary.threads)
      for (const view of views.values()) view.empty()
      refreshStatus()
    }
    store.close()
  }

  refreshSummary()
  channel.tell({ type: 'hello' })
  wantLead()

  return {
    status: status.view,
    threads: threads.view,
    thread: (id): View<ThreadView> => threadView(id).view,
    send: ({ content, thread }) => send(content, thread ?? null),
    retry: (id) => act(false, ({ retry }) => retry({ store, ...ports }, id, about)),
    discard: (id) => act<ChangeResult>('not_now', ({ change }) => change(store, id, null)),
    edit: async (id, content) =>
      refusalOf(content) ??
      act<ChangeResult>('not_now', ({ change }) => change(store, id, content)),
    clear: (thread) => act(0, ({ clear }) => clear(store, thread)),
    stop: (thread) => act(undefined, ({ stopRun }) => stopRun(store, thread)),
    describe: (thread, change) => act(undefined, ({ describe }) => describe(store, thread, change)),
    rate: (thread, score, comment) =>
      act(undefined, ({ rate }) => rate({ store, ...ports }, thread, { score, comment })),
    markRead: (thread) => act(undefined, ({ markRead }) => markRead(store, thread)),
    // A failure is being offline, most likely: what is stored is shown, and `hasMore` still holds.
    async loadOlder(thread) {
      const view = threadView(thread)
      if (await view.showMore().catch(() => true)) return
      if (!view.view.get().hasMore) return
      const { signal } = closing
      await act(undefined, ({ loadOlder }) => loadOlder({ store, transport, signal }, thread))
    },
    setTraits(traits) {
      about = { ...about, traits: { ...about.traits, ...traits } }
      const { currentThread } = summary
      if (currentThread === null) return
      void act(undefined, ({ describe }) => describe(store, currentThread, { traits }))
    },
    setContext(context) {
      about = { ...about, context }
    },
    wake,
    exportData: async () => (await parts.actions()).exportData(store, ports.clock),
    flush,
    async signOut({ flushMs = 2_000 } = {}) {
      await flush(flushMs).catch(noFailure)
      const discarded = await (await parts.actions()).wipe({ store, ...ports })
      channel.tell({ type: 'signed_out' })
      await end('signed_out')
      return { discarded }
    },
    close: () => end('closed'),
  }
}
