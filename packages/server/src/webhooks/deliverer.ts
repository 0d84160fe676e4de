/**
 * Tells webhooks what is written down for them, at least once and in the order of each ticket.
 *
 * Whoever takes a delivery has a lease of it, so that another process leaves it alone; should this one
 * die meanwhile, another frees it when it has counted the time of a lease. A delivery waits for those before it to the same webhook about the same ticket, also while they are
 * tried again.  [SV78]
 */
import type { Clock } from '@porchlight/protocol'
import { createCountdowns, type Lease } from '../countdowns.ts'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { WebhookDeliveryRow, WebhookRow } from '../store/schema.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import { deliveryBody } from './delivery-body.ts'
import type { WebhookFailure, WebhookPost } from './post-webhook.ts'
import { SIGNATURE_HEADER, sign } from './signature.ts'

export interface DelivererPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Ends well within `LEASE_MS`, and at once when it is aborted. */
  post(webhook: WebhookPost, signal: AbortSignal): Promise<WebhookFailure>
}

export interface Deliverer {
  wake(): void
  /** Cuts off what is under way; whoever looks next begins with that. */
  stop(): Promise<void>
}

/** For how long a delivery is tried again. */
export const GIVE_UP_AFTER_MS: number = 24 * 60 * 60_000

/** Whoever takes a delivery has it for so long. */
export const LEASE_MS = 60_000

/** What is due later is left for the next sweep. */
const LOOK_AHEAD_MS = 60_000

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60 * 60_000

/** Deliveries to one webhook under way at a time, each about another ticket: none holds up others. */
export const MAX_PER_WEBHOOK = 4

/** Deliveries under way at a time, to whomever. */
const MAX_UNDER_WAY = 64

/** @returns a deliverer that sleeps until the first wake-up */
export function createDeliverer({ store, clock, log, post }: DelivererPorts): Deliverer {
  let stopTimer = (): void => {}
  const stopping = new AbortController()
  const underWay = new Map<number, Promise<void>>()
  /** How many are under way, for each webhook that has any. */
  const slots = new Map<string, number>()

  async function look(): Promise<void> {
    stopTimer()
    await freeLost()
    // When one of them ends, it is looked again.
    if (underWay.size >= MAX_UNDER_WAY) return
    const full = [...slots].filter(([, n]) => n >= MAX_PER_WEBHOOK).map(([webhook]) => webhook)
    const nextMs = await store.read((tx) => untilNext(tx, full))
    if (nextMs === null) return
    if (nextMs > 0) {
      if (nextMs <= LOOK_AHEAD_MS) stopTimer = clock.setTimeout(loop.wake, nextMs)
      return
    }
    const limit = MAX_UNDER_WAY - underWay.size
    const taken = await store.write((tx) => takeDue(tx, { slots, limit }))
    for (const delivery of taken) begin(delivery)
    // There may be more, or what is due later.
    loop.wake()
  }

  /** Those whose process has died. Our own are alive. */
  async function freeLost(): Promise<void> {
    const leases = (await store.read(readLeases)).filter(({ id }) => !underWay.has(id))
    countdowns.keep(new Set(leases.map(({ id }) => id)))
    const lost = leases.filter(countdowns.isOver)
    if (lost.length > 0) await store.write((tx) => free(tx, lost))
  }

  function begin(delivery: WebhookDeliveryRow): void {
    const { webhook_id: webhook } = delivery
    slots.set(webhook, (slots.get(webhook) ?? 0) + 1)
    const delivering = deliver(delivery)
      .catch((cause) => log.error('delivery_failed', { delivery: delivery.id, cause }))
      .then(() => {
        underWay.delete(delivery.id)
        const left = (slots.get(webhook) ?? 1) - 1
        if (left === 0) slots.delete(webhook)
        else slots.set(webhook, left)
        // What waited for it, or for its place, can go now.
        loop.wake()
      })
    underWay.set(delivery.id, delivering)
  }

  async function deliver(delivery: WebhookDeliveryRow): Promise<void> {
    const told = await store.read((tx) => prepare(tx, delivery))
    const result = told === null ? 'gone' : await post(told, stopping.signal)
    const wasCut = result !== null && result !== 'gone' && stopping.signal.aborted
    await store.write((tx) =>
      wasCut ? giveBack(tx, delivery, result) : settle(tx, delivery, result),
    )
  }

  const loop = createLoop(look, (cause) => log.error('deliverer_failed', { cause }))
  const countdowns = createCountdowns<number>(clock, { leaseMs: LEASE_MS, onOver: loop.wake })
  const unsubscribe = store.wakeUps.subscribe('deliveries', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
      stopTimer()
      countdowns.close()
      stopping.abort()
      await Promise.all(underWay.values())
    },
  }
}

async function readLeases(tx: ReadTx): Promise<Lease<number>[]> {
  const rows = await tx.db
    .selectFrom('webhook_deliveries')
    .select(['id', 'lease_until'])
    .where('lease_until', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, lease_until }) => ({ id, leaseUntil: lease_until ?? 0 }))
}

/** Lets others take them, unless somebody has by now. */
async function free(tx: Tx, leases: readonly Lease<number>[]): Promise<void> {
  for (const { id, leaseUntil } of leases) {
    await tx.db
      .updateTable('webhook_deliveries')
      .set({ lease_until: null, next_at: tx.now })
      .where('id', '=', id)
      .where('lease_until', '=', leaseUntil)
      .execute()
  }
}

/** How long until one to another webhook can be tried, 0 for now; null when nothing waits. */
async function untilNext(tx: ReadTx, full: readonly string[]): Promise<number | null> {
  const first = await firstInLine(tx)
    .select('one.next_at')
    .where('one.lease_until', 'is', null)
    .$if(full.length > 0, (query) => query.where('one.webhook_id', 'not in', full))
    .limit(1)
    .executeTakeFirst()
  return first === undefined ? null : Math.max(first.next_at - tx.now, 0)
}

/** The first that waits of each webhook and ticket, the next to be tried first. */
function firstInLine(tx: ReadTx) {
  return tx.db
    .selectFrom('webhook_deliveries as one')
    .where('one.state', '=', 'waiting')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_deliveries as before')
            .select('before.id')
            .whereRef('before.conversation_id', '=', 'one.conversation_id')
            .whereRef('before.webhook_id', '=', 'one.webhook_id')
            .where('before.state', '=', 'waiting')
            .whereRef('before.id', '<', 'one.id'),
        ),
      ),
    )
    .orderBy('one.next_at')
}

/** Takes what is due, and the first of its webhook and ticket, as far as its webhook has places. */
async function takeDue(
  tx: Tx,
  { slots, limit }: { slots: ReadonlyMap<string, number>; limit: number },
): Promise<WebhookDeliveryRow[]> {
  const webhooks = await tx.db
    .selectFrom('webhook_deliveries')
    .select('webhook_id')
    .distinct()
    .where('state', '=', 'waiting')
    .where('lease_until', 'is', null)
    .where('next_at', '<=', tx.now)
    .execute()
  const due: number[] = []
  // Each by itself, so that much that is due to one does not hide what is due to another.
  for (const { webhook_id: webhook } of webhooks) {
    const places = MAX_PER_WEBHOOK - (slots.get(webhook) ?? 0)
    if (places <= 0) continue
    const rows = await firstInLine(tx)
      .select('one.id')
      .where('one.webhook_id', '=', webhook)
      .where('one.lease_until', 'is', null)
      .where('one.next_at', '<=', tx.now)
      .limit(places)
      .execute()
    due.push(...rows.map(({ id }) => id))
  }
  const taken: WebhookDeliveryRow[] = []
  // In the order of their ids, so that two processes never wait for each other.
  for (const id of due.sort((a, b) => a - b).slice(0, limit)) {
    const row = await tx.db
      .updateTable('webhook_deliveries')
      .set((eb) => ({ lease_until: tx.now + LEASE_MS, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('lease_until', 'is', null)
      .where('next_at', '<=', tx.now)
      .returningAll()
      .executeTakeFirst()
    if (row !== undefined) taken.push(row)
  }
  return taken
}

/** @returns null when there is nobody to tell, or nothing to tell of, any more */
async function prepare(tx: ReadTx, delivery: WebhookDeliveryRow): Promise<WebhookPost | null> {
  const webhook: WebhookRow | undefined = await tx.db
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', delivery.webhook_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const body = webhook === undefined ? null : await deliveryBody(tx, delivery)
  if (webhook === undefined || body === null) return null
  return {
    url: webhook.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Porchlight',
      'x-porchlight-event': delivery.event,
      'x-porchlight-delivery': String(delivery.id),
      [SIGNATURE_HEADER]: sign(body, { secret: webhook.secret, now: tx.now }),
    },
  }
}

async function settle(
  tx: Tx,
  delivery: WebhookDeliveryRow,
  result: WebhookFailure | 'gone',
): Promise<void> {
  const isOver = tx.now - delivery.created_at >= GIVE_UP_AFTER_MS
  const state =
    result === null ? 'delivered' : result === 'gone' ? 'gone' : isOver ? 'failed' : 'waiting'
  await tx.db
    .updateTable('webhook_deliveries')
    .set({
      state,
      error: result === 'gone' ? null : result,
      next_at: tx.now + pauseAfter(delivery.attempts),
      lease_until: null,
      ended_at: state === 'waiting' ? null : tx.now,
    })
    .where('id', '=', delivery.id)
    // Somebody else has it by now: we took longer than we may.
    .where('attempts', '=', delivery.attempts)
    .execute()
  if (state !== 'waiting') tx.count({ what: 'delivery_ended', outcome: state })
}

/** We have cut it off, which says nothing of the receiver. */
async function giveBack(tx: Tx, delivery: WebhookDeliveryRow, error: string): Promise<void> {
  await tx.db
    .updateTable('webhook_deliveries')
    .set({ error, next_at: tx.now, lease_until: null })
    .where('id', '=', delivery.id)
    .where('attempts', '=', delivery.attempts)
    .execute()
}

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
}
