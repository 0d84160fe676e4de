/** Reads server-sent events of a response one by one. */

export interface ReadEvent {
  readonly id: string | null
  readonly event: string
  // The shape is what the test is about.
  // biome-ignore lint/suspicious/noExplicitAny: assertions look into it freely
  readonly data: any
}

export interface EventReader {
  /** The next event; null at the end of the stream. */
  next(): Promise<ReadEvent | null>
  /** Reads up to and including the first event that is looked for, or to the end. */
  until(isLast: (event: ReadEvent) => boolean): Promise<ReadEvent[]>
  /** Everything to the end of the stream. */
  rest(): Promise<ReadEvent[]>
  /** Comment lines so far. */
  readonly comments: readonly string[]
  /** Goes away without a word, as a closed tab does. */
  leave(): Promise<void>
}

export function readEvents(response: Response): EventReader {
  if (response.body === null) throw new Error('no body')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const arrived: ReadEvent[] = []
  const comments: string[] = []
  let rest = ''

  function feed(text: string): void {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const field = (name: string): string | undefined =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
      if (block.startsWith(':')) comments.push(block.slice(2))
      const data = field('data')
      if (data === undefined) continue
      const event = { id: field('id') ?? null, event: field('event') ?? 'message' }
      arrived.push({ ...event, data: JSON.parse(data) })
    }
  }

  async function next(): Promise<ReadEvent | null> {
    for (;;) {
      const event = arrived.shift()
      if (event !== undefined) return event
      const chunk = await reader.read()
      if (chunk.done) return null
      feed(decoder.decode(chunk.value, { stream: true }))
    }
  }

  async function until(isLast: (event: ReadEvent) => boolean): Promise<ReadEvent[]> {
    const events: ReadEvent[] = []
    for (;;) {
      const event = await next()
      if (event === null) return events
      events.push(event)
      if (isLast(event)) return events
    }
  }

  return {
    next,
    until,
    rest: () => until(() => false),
    comments,
    leave: () => reader.cancel(),
  }
}
