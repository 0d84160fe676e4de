/**
 * What the team changes of tickets. It shows at once; what the server refuses, and what somebody else
 * has set meanwhile, is told and never silently lost. The API knows no versions, so that the last word
 * counts there: the feed is what tells that there were two.
 */
import type { ClientError, TicketChange, TicketsClient } from '@porchlight/client'
import type { Clock, Ticket, TicketPriority, TicketStatus } from '@porchlight/protocol'
import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { isKeyUnknown } from '../session/key-refusal.ts'
import { PRIORITIES } from './filters-address.ts'
import type { Tickets } from './tickets.ts'

/** What can be changed of a ticket beside its messages. */
export type Wanted = Partial<Pick<Ticket, WorkField>>

export type WorkField = (typeof WORK_FIELDS)[number]

const WORK_FIELDS = [
  'status',
  'priority',
  'assignee',
  'tags',
  'sla_due_at',
  'snoozed_until',
] as const

/** What somebody has to know of a change they made. */
export type Trouble =
  /** The server does not have it. */
  | {
      readonly kind: 'failed'
      readonly numbers: readonly number[]
      readonly error: ClientError
      readonly again: () => void
    }
  /** Somebody else set another value at the same time. */
  | {
      readonly kind: 'crossed'
      readonly number: number
      readonly field: WorkField
      readonly mine: Ticket
      readonly theirs: Ticket
      /** Whose value is there now. */
      readonly stands: 'mine' | 'theirs'
      /** Sets the value that does not stand. */
      readonly turn: () => void
    }
  /** The server left some tickets alone, such as those with too many tags. */
  | { readonly kind: 'skipped'; readonly numbers: readonly number[] }

export interface Work {
  readonly troubles: ReadonlySignal<readonly Trouble[]>
  change(id: string, wanted: Wanted): Promise<void>
  changeStatuses(ids: readonly string[], status: TicketStatus): Promise<void>
  changeTags(ids: readonly string[], action: 'add' | 'remove', tag: string): Promise<void>
  dismiss(trouble: Trouble): void
  close(): void
}

export interface WorkOptions {
  readonly client: Pick<TicketsClient, 'list' | 'update' | 'bulkUpdateStatus' | 'bulkUpdateTags'>
  readonly tickets: Tickets
  readonly clock: Clock
  /** The server does not accept the key any more. */
  readonly onRefused: (error: ClientError) => void
}

/** Another value this soon after ours was set without having seen ours. */
export const CROSSING_MS = 10_000

/** Tickets that one list can name. */
const IDS_MAX = 100

/** A change that others may cross. */
interface Watch {
  readonly before: Ticket
  readonly mine: Ticket
  readonly fields: readonly WorkField[]
  /** What somebody else has set while ours was on its way. */
  theirs: Ticket | null
  isThere: boolean
}

export function createWork({ client, tickets, clock, onRefused }: WorkOptions): Work {
  const troubles = signal<readonly Trouble[]>([])
  const watches = new Map<string, Watch>()
  const timers = new Set<() => void>()
  /** Changes of one ticket go one after the other, so that the last one is the last. */
  const tails = new Map<string, Promise<void>>()

  const stopWatching = effect(() => {
    const heard = tickets.heard.value
    untracked(() => {
      for (const [id, watch] of watches) {
        const ticket = heard.get(id)
        if (ticket !== undefined) look(watch, ticket)
      }
    })
  })

  function look(watch: Watch, heard: Ticket): void {
    const crossed = watch.fields.find((field) => {
      const isMine = isSame(field, heard, watch.mine)
      return watch.isThere ? !isMine : !isMine && !isSame(field, heard, watch.before)
    })
    if (crossed === undefined) return
    watch.theirs = heard
    if (!watch.isThere) return
    watches.delete(heard.id)
    tellCrossed(crossed, { mine: watch.mine, theirs: heard, stands: 'theirs' })
  }

  function tellCrossed(
    field: WorkField,
    { mine, theirs, stands }: { mine: Ticket; theirs: Ticket; stands: 'mine' | 'theirs' },
  ): void {
    const other = stands === 'mine' ? theirs : mine
    const trouble: Trouble = {
      kind: 'crossed',
      number: mine.ticket_number,
      field,
      mine,
      theirs,
      stands,
      turn() {
        dismiss(trouble)
        void change(mine.id, { [field]: other[field] })
      },
    }
    troubles.value = [...troubles.peek(), trouble]
  }

  function tellFailed(numbers: readonly number[], error: ClientError, again: () => void): void {
    if (isKeyUnknown(error)) onRefused(error)
    const trouble: Trouble = {
      kind: 'failed',
      numbers,
      error,
      again() {
        dismiss(trouble)
        again()
      },
    }
    troubles.value = [...troubles.peek(), trouble]
  }

  function dismiss(trouble: Trouble): void {
    troubles.value = troubles.peek().filter((each) => each !== trouble)
  }

  async function change(id: string, wanted: Wanted): Promise<void> {
    const undo = tickets.foresee(new Map([[id, wanted]]))
    const turn = (tails.get(id) ?? Promise.resolve()).then(() => send(id, wanted, undo))
    tails.set(id, turn)
    await turn
  }

  async function send(id: string, wanted: Wanted, undo: () => void): Promise<void> {
    const before = tickets.heard.peek().get(id)
    if (before === undefined) return undo()
    const fields = WORK_FIELDS.filter((field) => field in wanted)
    const watch: Watch = {
      before,
      mine: { ...before, ...wanted },
      fields,
      theirs: null,
      isThere: false,
    }
    watches.set(id, watch)
    const answer = await client.update(id, toChange(wanted))
    batch(() => {
      if (answer.ok) {
        watch.isThere = true
        tickets.put([answer.value])
      } else watches.delete(id)
      undo()
    })
    if (!answer.ok) {
      tellFailed([before.ticket_number], answer.error, () => void change(id, wanted))
      return
    }
    // An answer that the feed has overtaken changes nothing, so that nobody else looks at it.
    const now = tickets.heard.peek().get(id)
    if (now !== undefined && watches.get(id) === watch) look(watch, now)
    const { theirs } = watch
    const crossed = fields.find((field) => theirs !== null && !isSame(field, theirs, watch.mine))
    if (theirs !== null && crossed !== undefined && watches.get(id) === watch) {
      tellCrossed(crossed, { mine: watch.mine, theirs, stands: 'mine' })
    }
    const stop = clock.setTimeout(() => {
      timers.delete(stop)
      if (watches.get(id) === watch) watches.delete(id)
    }, CROSSING_MS)
    timers.add(stop)
  }

  /** Shows it at once, and afterwards what the server has made of it. */
  async function inBulk(
    ids: readonly string[],
    foreseen: (ticket: Ticket) => Wanted,
    post: () => Promise<{ ok: true; value: readonly string[] } | { ok: false; error: ClientError }>,
    again: () => void,
  ): Promise<void> {
    const known = ids.flatMap((id) => tickets.byId.peek().get(id) ?? [])
    const undo = tickets.foresee(new Map(known.map((ticket) => [ticket.id, foreseen(ticket)])))
    const answer = await post()
    if (!answer.ok) {
      undo()
      tellFailed(
        known.map(({ ticket_number: number }) => number),
        answer.error,
        again,
      )
      return
    }
    // The answer says which, and not how they are now; the feed may be behind, or broken.
    for (let from = 0; from < ids.length; from += IDS_MAX) {
      const page = await client.list({ ids: ids.slice(from, from + IDS_MAX), limit: IDS_MAX })
      if (page.ok) tickets.put(page.value.results)
    }
    undo()
    const skipped = new Set(answer.value)
    const numbers = known.filter(({ id }) => skipped.has(id)).map((ticket) => ticket.ticket_number)
    if (numbers.length > 0) troubles.value = [...troubles.peek(), { kind: 'skipped', numbers }]
  }

  async function changeStatuses(ids: readonly string[], status: TicketStatus): Promise<void> {
    await inBulk(
      ids,
      () => ({ status }),
      async () => {
        const answer = await client.bulkUpdateStatus({ ids, status })
        return answer.ok ? { ok: true, value: [] } : answer
      },
      () => void changeStatuses(ids, status),
    )
  }

  async function changeTags(
    ids: readonly string[],
    action: 'add' | 'remove',
    tag: string,
  ): Promise<void> {
    const others = ({ tags }: Ticket): string[] => tags.filter((each) => each !== tag)
    await inBulk(
      ids,
      (ticket) => ({ tags: action === 'add' ? [...others(ticket), tag] : others(ticket) }),
      async () => {
        const answer = await client.bulkUpdateTags({ ids, action, tags: [tag] })
        return answer.ok ? { ok: true, value: answer.value.skipped.map(({ id }) => id) } : answer
      },
      () => void changeTags(ids, action, tag),
    )
  }

  return {
    troubles,
    change,
    changeStatuses,
    changeTags,
    dismiss,
    close() {
      stopWatching()
      for (const stop of timers) stop()
    },
  }
}

function toChange({ assignee, priority, ...others }: Wanted): TicketChange {
  return {
    ...others,
    ...(priority !== undefined && { priority: known(priority) }),
    ...(assignee !== undefined && {
      assignee: assignee && { type: 'user', id: Number(assignee.id) },
    }),
  }
}

/** Nobody can choose another one. */
function known(priority: string | null): TicketPriority | null {
  return PRIORITIES.find((each) => each === priority) ?? null
}

function isSame(field: WorkField, a: Ticket, b: Ticket): boolean {
  return JSON.stringify(keyOf(field, a)) === JSON.stringify(keyOf(field, b))
}

/** What counts: times are written in several ways, and tags have no order. */
function keyOf(field: WorkField, ticket: Ticket): unknown {
  const value = ticket[field]
  if (value === null) return null
  if (field === 'assignee') return ticket.assignee?.id
  if (field === 'tags') return [...ticket.tags].sort()
  return field === 'sla_due_at' || field === 'snoozed_until' ? Date.parse(String(value)) : value
}
