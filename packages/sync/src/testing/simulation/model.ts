/**
 * The outbox as four maps and the server's list, and the rules by which messages move between them.
 * Written without a look at how the core does it: the model knows only what the visitor was told,
 * what the network was told to do, and what the server has.
 */

/** A message as the model knows it. */
export interface Written {
  readonly id: string
  readonly lane: string
  text: string
}

export type Place = 'queued' | 'inFlight' | 'settled' | 'dead'

const PLACES = ['queued', 'inFlight', 'settled', 'dead'] as const satisfies readonly Place[]

export interface Model {
  /** Stored, and not under way. */
  readonly queued: Map<string, Written>
  /** Under way, or sent and nobody knows what became of it. */
  readonly inFlight: Map<string, Written>
  readonly settled: Map<string, Written>
  /** Refused for good. */
  readonly dead: Map<string, Written>
  /** Of those in flight: an earlier request may have arrived. */
  readonly inDoubt: Set<string>
  /** What was asked of those in flight: another text, or null to take it back. */
  readonly wishes: Map<string, string | null>
  /** What the server has of the visitor, lane by lane in its order. */
  readonly server: Written[]
  /** Taken back before they left. */
  readonly cancelled: Set<string>
}

export function createModel(): Model {
  return {
    queued: new Map(),
    inFlight: new Map(),
    settled: new Map(),
    dead: new Map(),
    inDoubt: new Set(),
    wishes: new Map(),
    server: [],
    cancelled: new Set(),
  }
}

export function placeOf(model: Model, id: string): Place | null {
  return PLACES.find((place) => model[place].has(id)) ?? null
}

export function move(model: Model, id: string, to: Place): void {
  const from = placeOf(model, id)
  const message = from === null ? undefined : model[from].get(id)
  if (from === null || message === undefined) throw new Error(`the model does not know ${id}`)
  model[from].delete(id)
  model[to].set(id, message)
}

/** A request for it has left: nothing of its lane that was stored before may still have to leave. */
export function claim(model: Model, id: string): void {
  // Sent again without having been put back: the request before may have arrived.
  if (model.inFlight.has(id)) model.inDoubt.add(id)
  const message = model.queued.get(id)
  if (message === undefined) return
  const isBlocked = [...model.inFlight.values()].some(({ lane }) => lane === message.lane)
  const [first] = [...model.queued.values()].filter(({ lane }) => lane === message.lane)
  if (isBlocked || first !== message) throw new Error(`${message.text} has overtaken another`)
  move(model, id, 'inFlight')
}

/** The request has arrived, and the server keeps each id once. */
export function arrive(model: Model, id: string): void {
  const message = model.inFlight.get(id) ?? model.settled.get(id)
  if (message === undefined) throw new Error(`${id} has arrived and was not under way`)
  if (!model.server.some((row) => row.id === id)) model.server.push({ ...message })
}

/** The core takes it for posted, by an answer or by the feed: then the server must have it. */
export function settle(model: Model, id: string): void {
  if (!model.server.some((row) => row.id === id)) throw new Error(`${id} is not on the server`)
  move(model, id, 'settled')
}

/** The server takes it for good or not at all, by what it says. */
export function refuse(model: Model, id: string): void {
  move(model, id, 'dead')
  model.inDoubt.delete(id)
  grant(model, id)
}

/** Surely not accepted: back where it was, unless an earlier request may have been. */
export function turnDown(model: Model, id: string): void {
  if (model.inDoubt.has(id)) return
  const rest = [...model.queued]
  move(model, id, 'queued')
  // It was the first of its lane, and stays it.
  for (const [other, message] of rest) {
    model.queued.delete(other)
    model.queued.set(other, message)
  }
  grant(model, id)
}

/** What was asked of a message while it was under way comes true when it surely was not taken. */
function grant(model: Model, id: string): void {
  const wish = model.wishes.get(id)
  model.wishes.delete(id)
  if (wish === null) takeBack(model, id)
  else if (wish !== undefined) edit(model, id, wish)
}

/** @returns what the visitor must hear who takes a message back */
export function takeBack(model: Model, id: string): 'done' | 'asked' | 'too_late' {
  switch (placeOf(model, id)) {
    case 'queued':
    case 'dead':
      model.queued.delete(id)
      model.dead.delete(id)
      model.cancelled.add(id)
      return 'done'
    case 'inFlight':
      model.wishes.set(id, null)
      return 'asked'
    case 'settled':
    case null:
      return 'too_late'
  }
}

/** @returns what the visitor must hear who changes a message */
export function edit(model: Model, id: string, text: string): 'done' | 'asked' | 'too_late' {
  const place = placeOf(model, id)
  if (place === 'inFlight') {
    model.wishes.set(id, text)
    return 'asked'
  }
  const message = model.queued.get(id) ?? model.dead.get(id)
  if (message === undefined) return 'too_late'
  message.text = text
  return 'done'
}

/** @param sign what a text holds that the server refuses */
export function isRefusable(model: Model, id: string, sign: string): boolean {
  const place = placeOf(model, id)
  return place !== null && model[place].get(id)?.text.includes(sign) === true
}

/** All messages that the model holds, in no order. */
export function allOf(model: Model): string[] {
  return PLACES.flatMap((place) => [...model[place].keys()])
}
