/** What a visitor reads: pages, the feed and answers. */
import type { Message, Outcome, ServerEvent } from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { sendOp, type TransportVisit } from './transport-visit.ts'

/** In order, without a gap or a repeat. */
export function describeReading(visit: TransportVisit): void {
  const { deliver, listen, openThread } = visit

  it('pages backwards, newest first, oldest first within a page', async () => {
    const thread = await openThread()
    for (const text of ['1', '2', '3', '4', '5']) {
      await deliver({ ...sendOp(thread, text), attempt: 2 })
    }
    const newest = await visit.page(thread, null, 2)
    const before = newest.messages[0]?.order ?? null
    const older = await visit.page(thread, before, 2)
    const oldest = await visit.page(thread, older.messages[0]?.order ?? null, 2)
    expect([newest, older, oldest].map(contentsAndMore)).toEqual([
      [['4', '5'], true],
      [['2', '3'], true],
      [['1'], false],
    ])
  })

  it('begins a feed without a cursor by a reset that lists what is there', async () => {
    const thread = await openThread()
    await deliver(sendOp(thread, 'Hello'))
    const events = await listen(null, isReset)
    const reset = events.at(-1)
    expect(reset?.kind === 'reset' && reset.threads.map(({ id }) => id)).toEqual([thread])
  })

  it('tells of a reply, and goes on from the cursor without a gap or a repeat', async () => {
    const thread = await openThread()
    await deliver(sendOp(thread, 'Hello'))
    const [start] = (await listen(null, isReset)).slice(-1)
    const startCursor = start?.kind === 'reset' ? start.cursor : null

    await visit.reply(thread, 'First reply')
    const first = await listen(startCursor, isReplyOf('First reply'))
    await visit.reply(thread, 'Second reply')
    const last = first.at(-1)
    const cursor = last?.kind === 'message' ? last.cursor : null
    const second = await listen(cursor, isReplyOf('Second reply'))
    expect([first, second].map(replies)).toEqual([['First reply'], ['Second reply']])
  })

  it('takes a read position that only rises', async () => {
    const thread = await openThread()
    await deliver(sendOp(thread, 'Hello'))
    await visit.reply(thread, 'Hi')
    const page = await visit.page(thread, null, 50)
    const newest = page.messages.at(-1)?.order ?? 0
    const read = (order: number | string): Promise<Outcome> =>
      deliver({ kind: 'read', thread, order })
    expect([await read(newest), await read(0)]).toEqual([{ kind: 'done' }, { kind: 'done' }])
    const after = await visit.page(thread, null, 50)
    expect(after.thread).toMatchObject({ unread: 0, readOrder: newest })
  })

  it('ends at once when there is no answer to attach to', async () => {
    const thread = await openThread()
    await deliver(sendOp(thread, 'Hello'))
    const frames = await visit.attach(thread)
    expect(frames).toEqual([])
  })
}

function contentsAndMore(page: { messages: readonly Message[]; hasMore: boolean }): unknown {
  return [page.messages.map((message) => message.content), page.hasMore]
}

const isReset = (event: ServerEvent): boolean => event.kind === 'reset'

const isReplyOf =
  (content: string) =>
  (event: ServerEvent): boolean =>
    event.kind === 'message' && event.message.content === content

function replies(events: readonly ServerEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'message' && event.message.author !== 'visitor' ? [event.message.content] : [],
  )
}
