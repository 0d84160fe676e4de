/**
 * A browser with tabs and a disk, a network and a server, all of it in the hands of one scheduler,
 * with the real core in each tab. It writes down what happens.
 */
import type { ThreadId } from '@porchlight/protocol'
import { createFakeTabs } from '@porchlight/testkit'
import type { HistoryRecord, Shown } from '@porchlight/testkit/history'
import { assemble } from '../../assemble.ts'
import type { ChangeResult, MessageView, Sync } from '../../sync.ts'
import { PARTS } from '../parts.ts'
import { createDisk, type Disk } from './disk.ts'
import { createNetwork, type Network } from './network.ts'
import { movesOf, nameOf } from './op-moves.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import type { CreateServerSide, ServerSide } from './server-side.ts'
import { createTab, type Tab } from './tab.ts'
import { createWorldClock, type WorldClock } from './world-clock.ts'

const VISITOR = 'visitor-1'

/** A lane beside that of the current thread. */
export const OTHER_LANE: ThreadId = '00000000-0000-7000-8000-00000000beef'

export interface World {
  readonly scheduler: Scheduler
  readonly clock: WorldClock
  readonly network: Network
  readonly server: ServerSide
  readonly disk: Disk
  readonly history: HistoryRecord[]
  /** Tabs that are open. */
  readonly cores: readonly Core[]
  open(without?: { readonly locks?: false; readonly channel?: false }): Core
  /** Takes the lead from the tab that has it, as `steal` does. */
  steal(): void
}

/** One tab with its core. */
export interface Core {
  readonly tab: Tab
  readonly sync: Sync
  send(text: string, thread: ThreadId | null): void
  /** @param text null takes it back */
  change(message: MessageView, text: string | null): void
  /** What it shows of every thread it knows. */
  shown(): readonly MessageView[]
  /** Writes down what it shows in the end. */
  look(): void
  close(): void
}

export function createWorld(seed: number, createServer: CreateServerSide): World {
  const scheduler = createScheduler()
  const history: HistoryRecord[] = []
  const clock = createWorldClock((ms) => {
    // No rule of the core lets it sleep longer, whatever the wall clock says.
    if (ms > 1_000) history.push({ kind: 'pauseEnded', tab: 'any', allowedMs: 60_000, tookMs: ms })
  })
  const network = createNetwork(scheduler)
  const fakes = createFakeTabs()
  const cores = new Set<Core>()
  const takenBack = new Set<string>()
  let opened = 0
  let calls = 0
  let requests = 0

  const server = createServer({
    network,
    clock: clock.of(null),
    watch: {
      began({ id, thread }) {
        const request = `request ${++requests}`
        const atMs = clock.elapsed()
        history.push({
          kind: 'requestBegan',
          request,
          message: id,
          thread,
          visitor: VISITOR,
          atMs,
        })
        return {
          arrived() {},
          ended: (how) => history.push({ kind: 'requestEnded', request, how }),
        }
      },
      forgot: (thread, text) => history.push({ kind: 'forgotten', thread, text }),
    },
  })
  const disk = createDisk(scheduler, nameOf, (change) => {
    history.push(...movesOf(change, server.proof))
  })

  function open(without: Parameters<World['open']>[0] = {}): Core {
    const name = `tab-${++opened}`
    const fake = fakes.open()
    const tab = createTab({
      name,
      seed: seed + opened,
      fake,
      scheduler,
      clock,
      onEnd() {
        history.push({ kind: 'tabEnded', tab: name })
        cores.delete(core)
      },
    })
    const sync = assemble(
      {
        name: 'profile',
        transport: (kit) => server.transport(tab, kit),
        ports: {
          ...tab.ports,
          ...(without.locks === false && { locks: null }),
          ...(without.channel === false && { channel: null }),
        },
        openStore: disk.openFor(tab),
      },
      PARTS,
    )
    const core = createCore(tab, sync)
    cores.add(core)
    return core
  }

  function createCore(tab: Tab, sync: Sync): Core {
    const watched = new Map<ThreadId, string>()

    function look(thread: ThreadId, isEnd = false): void {
      if (!tab.isAlive || server.deleted.has(thread)) return
      const view = sync.thread(thread).get()
      if (!view.isLoaded) return
      // What grows may be cut off and be gone for a while; in the end nothing grows.
      const isGrowing = ({ author, isWriting, incomplete }: MessageView): boolean =>
        author === 'assistant' && (isWriting || incomplete)
      const messages = view.messages.filter((row) => isEnd || !isGrowing(row)).map(shownOf)
      const shown: Shown = {
        kind: 'shown',
        tab: tab.name,
        thread,
        messages,
        hasMore: view.hasMore,
      }
      for (const { id, delivery } of view.messages) {
        const isDoubted = delivery !== null && 'mayBeTwice' in delivery
        if (isDoubted) history.push({ kind: 'doubtShown', message: id })
      }
      const same = JSON.stringify(shown)
      if (watched.get(thread) === same) return
      watched.set(thread, same)
      history.push(shown)
    }

    function watch(thread: ThreadId): void {
      if (watched.has(thread)) return
      watched.set(thread, '')
      sync.thread(thread).subscribe(() => look(thread))
    }

    const watchAll = (): void => {
      const { currentThread } = sync.status.get()
      if (currentThread !== null) watch(currentThread)
      for (const { id } of sync.threads.get()) watch(id)
    }
    sync.threads.subscribe(watchAll)
    sync.status.subscribe(watchAll)

    const core: Core = {
      tab,
      sync,
      send(text, thread) {
        const call = `send ${++calls}`
        history.push({ kind: 'sendCalled', call, tab: tab.name, visitor: VISITOR, text })
        void tab
          .survive(sync.send({ content: text, ...(thread !== null && { thread }) }))
          .then((result) => {
            // With a disk that is full it may have gone to the server, and nobody knows.
            if (result.kind === 'not_stored') return
            if (result.kind !== 'stored') return history.push({ kind: 'sendRefused', call })
            watch(result.thread)
            return history.push({
              kind: 'sendStored',
              call,
              message: result.id,
              thread: result.thread,
            })
          })
      },
      change({ id }, text) {
        // Who takes it back once more asks nothing new, and the answer says nothing of the first one.
        if (text === null && takenBack.has(id)) return
        if (text === null) takenBack.add(id)
        const call = `change ${++calls}`
        history.push({ kind: 'changeCalled', call, tab: tab.name, message: id, text })
        const changing = text === null ? sync.discard(id) : sync.edit(id, text)
        void tab.survive(changing).then((result) => {
          history.push({ kind: 'changeAnswered', call, answer: answerOf(result) })
        })
      },
      shown: () => [...watched.keys()].flatMap((thread) => sync.thread(thread).get().messages),
      look() {
        for (const thread of [...watched.keys()]) {
          watched.set(thread, '')
          look(thread, true)
        }
      },
      close() {
        // Nothing runs in a page that sleeps, so it has no last word.
        if (tab.isAsleep) return tab.crash()
        // Nobody does anything in it any more, and it goes when it has let go of everything.
        cores.delete(core)
        void tab.survive(sync.close()).then(() => tab.crash())
      },
    }
    return core
  }

  return {
    scheduler,
    clock,
    network,
    server,
    disk,
    history,
    get cores() {
      return [...cores]
    },
    open,
    steal: () => fakes.steal('profile:leader'),
  }
}

function answerOf(
  result: ChangeResult | { readonly kind: string },
): 'done' | 'tooLate' | 'unknown' {
  if (result === 'done') return 'done'
  return result === 'too_late' ? 'tooLate' : 'unknown'
}

function shownOf({ id, content, delivery }: MessageView): Shown['messages'][number] {
  return { id, text: content, delivery: delivery?.state ?? null }
}
