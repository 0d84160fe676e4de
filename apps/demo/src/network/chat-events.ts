/** Listens to what the chat tells of its outbox and puts it into sentences. */

const LONGEST_QUOTE = 40

/**
 * Calls back with a sentence for each change of the outbox. The chat's events bubble up to the
 * document, whichever way the chat came onto the page.
 */
export function watchChat(onSentence: (sentence: string) => void): void {
  const quotesById = new Map<string, string>()
  let lastState = ''

  const quoteOf = (detail: Detail): string => quotesById.get(detail.text('id')) ?? 'A message'

  listen('message-queued', (detail) => {
    quotesById.set(detail.text('id'), quote(detail.text('text')))
    return `${quoteOf(detail)} is safe on this device.`
  })
  listen('message-sent', (detail) => `${quoteOf(detail)} has arrived, once.`)
  listen('message-failed', (detail) => `${quoteOf(detail)} was refused: ${detail.text('code')}.`)
  listen('message-received', (detail) =>
    detail.text('author') === 'assistant' ? 'The assistant answered.' : 'The team answered.',
  )
  listen('sync-changed', (detail) => {
    const waiting = detail.count('waiting')
    const state = `${detail.text('connection')} ${waiting}`
    // `idle`: the visitor has not come near the chat yet, so there is nothing to tell.
    if (state === lastState || detail.text('connection') === 'idle') return null
    lastState = state
    return describeOutbox(detail.text('connection'), waiting)
  })

  function listen(event: string, describe: (detail: Detail) => string | null): void {
    document.addEventListener(`porchlight:${event}`, (heard) => {
      const sentence = describe(readDetail(heard))
      if (sentence !== null) onSentence(sentence)
    })
  }
}

function describeOutbox(connection: string, waiting: number): string {
  const outbox =
    waiting === 0
      ? 'Nothing waits'
      : `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}`
  if (connection === 'online') return `Connected. ${outbox}.`
  if (connection === 'connecting') return `Connecting. ${outbox}.`
  return `No connection. ${outbox}.`
}

function quote(text: string): string {
  return text.length > LONGEST_QUOTE ? `“${text.slice(0, LONGEST_QUOTE)}…”` : `“${text}”`
}

/** Fields of an event's detail; what is missing or of another type reads as empty. */
interface Detail {
  text(name: string): string
  count(name: string): number
}

function readDetail(event: Event): Detail {
  const detail: unknown = event instanceof CustomEvent ? event.detail : null
  const fields = new Map(
    Object.entries(typeof detail === 'object' && detail !== null ? detail : {}),
  )
  return {
    text: (name) => String(fields.get(name) ?? ''),
    count: (name) => Number(fields.get(name) ?? 0),
  }
}
