/** Short words for the records of a history, for the tests of its checks. */
import type { HistoryRecord, OpPlace, ShownMessage } from '../history/record.ts'

interface Telling {
  readonly tab?: string
  readonly visitor?: string
  readonly text?: string
}

/** The text and the call of a message are named after its id. */
export function called(
  id: string,
  { tab = 'tab', visitor = 'ada', text = id }: Telling = {},
): HistoryRecord {
  return { kind: 'sendCalled', call: `send ${id}`, tab, visitor, text }
}

export function stored(id: string): HistoryRecord {
  return { kind: 'sendStored', call: `send ${id}`, message: id, thread: 'thread' }
}

/** A message that is called for and stored at once. */
export function written(id: string, telling: Telling = {}): HistoryRecord[] {
  return [called(id, telling), stored(id)]
}

/** What the server has, from the top. */
export function committed(...ids: readonly string[]): HistoryRecord[] {
  return ids.map((id, place) => ({
    kind: 'committed',
    message: id,
    thread: 'thread',
    place,
    text: id,
    visitor: 'ada',
  }))
}

/** The same on a server that keeps no ids of clients. */
export function committedTexts(...texts: readonly string[]): HistoryRecord[] {
  return texts.map((text, place) => ({
    kind: 'committed',
    message: null,
    thread: 'thread',
    place,
    text,
    visitor: 'ada',
  }))
}

export const atRest: HistoryRecord = { kind: 'cameToRest' }

/** @param text null to take it back */
export function changed(
  id: string,
  text: string | null,
  answer: 'done' | 'tooLate' | 'unknown',
): HistoryRecord[] {
  const call = `change ${id} to ${text}`
  return [
    { kind: 'changeCalled', call, tab: 'tab', message: id, text },
    { kind: 'changeAnswered', call, answer },
  ]
}

export function moved(id: string, to: OpPlace, epoch: number | null = 1): HistoryRecord {
  return { kind: 'opMoved', message: id, thread: 'thread', to, epoch }
}

export function shown(
  ids: readonly string[],
  {
    delivery = 'sent',
    hasMore = false,
  }: { delivery?: ShownMessage['delivery']; hasMore?: boolean } = {},
): HistoryRecord {
  const messages = ids.map((id) => ({ id, text: id, delivery }))
  return { kind: 'shown', tab: 'tab', thread: 'thread', messages, hasMore }
}

export function began(request: string, message: string, atMs = 0): HistoryRecord {
  return { kind: 'requestBegan', request, message, thread: 'thread', visitor: 'ada', atMs }
}

export function ended(request: string, how: 'answered' | 'givenUp' = 'answered'): HistoryRecord {
  return { kind: 'requestEnded', request, how }
}
