/** Carries one op to its endpoint and says what became of it. */
import {
  type Clock,
  type DescribeOp,
  type Frame,
  type Lane,
  type Message,
  type Op,
  type OpenOp,
  type Outcome,
  type Queue,
  type SendOp,
  streamEventSchema,
  type UpdateOwnTicketRequest,
} from '@porchlight/protocol'
import type { Result } from '../client-error.ts'
import type { ConversationsClient } from '../conversations.ts'
import { readEvents } from '../event-stream.ts'
import { parseEvent } from '../parse-event.ts'
import type { OpenStream } from '../request.ts'
import { toMessage, toThread } from './from-wire.ts'
import { outcomeOfError } from './outcome.ts'
import { routeOf } from './route.ts'

/** Delivers over the conversations API. Never rejects. */
export async function deliver(
  client: ConversationsClient,
  clock: Clock,
  request: { op: Op; lane: Lane; signal: AbortSignal },
): Promise<Outcome> {
  const { op, lane, signal } = request
  switch (op.kind) {
    case 'open':
      return await open(client, op, signal)
    case 'stop':
      return effectOf(await client.cancel(op.thread, signal), 'cancel')
    case 'read':
      return effectOf(
        await client.read({ conversation: op.thread, seq: Number(op.order) }, signal),
        'read',
      )
    case 'send':
      return await sendMessage(client, clock, { op, lane, signal })
    case 'edit': {
      const edited = { conversation: op.thread, id: op.target, content: op.content }
      return effectOnQueue(await client.edit(edited, signal), 'queue_edit')
    }
    case 'withdraw': {
      const target = { conversation: op.thread, id: op.target }
      return effectOnQueue(await client.withdraw(target, signal), 'queue_withdraw')
    }
    case 'describe': {
      // A thread without a ticket is not there yet, and says so with what opens it.
      if (lane.ticket === null) return { kind: 'unknown', cause: 'no ticket' }
      return effectOf(await client.describe(lane.ticket, toTicketChange(op), signal), 'ticket')
    }
    case 'rate': {
      const answer = await client.rate({ ...op, conversation: op.thread }, signal)
      if (!answer.ok) return outcomeOfError(answer.error, 'append_message')
      return standing(answer.value.message && toMessage(answer.value.message))
    }
  }
}

function toTicketChange({ change }: DescribeOp): UpdateOwnTicketRequest {
  return {
    ...(change.traits && { anonymous_traits: change.traits }),
    ...(change.isHelped && { ai_resolved: true }),
    ...(change.wantsPeople && { escalation_reason: 'visitor_request' }),
  }
}

/**
 * 404 says that the row does not wait any more, in the published words, which have no code. It says
 * nothing of the thread.
 */
function effectOnQueue(answer: Result<Queue>, endpoint: 'queue_edit' | 'queue_withdraw'): Outcome {
  if (answer.ok) {
    const state = answer.value.message?.state
    return state === 'posted' ? { kind: 'too_late' } : { kind: 'done' }
  }
  const isGone = answer.error.kind === 'problem' && answer.error.status === 404
  return isGone ? { kind: 'too_late' } : outcomeOfError(answer.error, endpoint)
}

async function open(
  client: ConversationsClient,
  op: OpenOp,
  signal: AbortSignal,
): Promise<Outcome> {
  const answer = await client.openTicket(
    {
      conversation: op.thread,
      anonymous_traits: op.traits,
      session_context: op.context,
      session_id: null,
    },
    signal,
  )
  if (!answer.ok) return outcomeOfError(answer.error, 'tickets')
  return { kind: 'opened', thread: toThread(answer.value.thread) }
}

function effectOf(answer: Result<null>, endpoint: 'cancel' | 'read' | 'ticket'): Outcome {
  return answer.ok ? { kind: 'done' } : outcomeOfError(answer.error, endpoint)
}

async function sendMessage(
  client: ConversationsClient,
  clock: Clock,
  { op, lane, signal }: { op: SendOp; lane: Lane; signal: AbortSignal },
): Promise<Outcome> {
  const outgoing = { conversation: op.thread, id: op.id, content: op.content }
  const route = routeOf(op, lane)
  switch (route.endpoint) {
    case 'conversations': {
      const answer = await client.stream(outgoing, signal)
      if (!answer.ok) return outcomeOfError(answer.error, route.endpoint)
      return await untilEcho(op, answer.value, clock)
    }
    case 'append_message': {
      const answer = await client.append(outgoing, signal)
      if (!answer.ok) return outcomeOfError(answer.error, route.endpoint)
      return standing(answer.value.message && toMessage(answer.value.message))
    }
    case 'queue': {
      const answer = await client.enqueue({ ...outgoing, more: route.more }, signal)
      if (!answer.ok) return outcomeOfError(answer.error, route.endpoint)
      return standing(answer.value.message && toMessage(answer.value.message))
    }
    default:
      throw new Error(`a message was routed to ${route.endpoint}`)
  }
}

/** What the row in an ack, or the echo in a stream, says of the message. */
function standing(message: Message | undefined): Outcome {
  if (message === undefined) return { kind: 'unknown', cause: 'ack without a row' }
  if (message.state === 'withdrawn') return { kind: 'withdrawn' }
  return { kind: message.state === 'queued' ? 'held' : 'settled', message }
}

/**
 * Reads a stream up to the echo of the visitor's own row: that settles the op. What follows is
 * the answer, and belongs to whoever reads the frames.
 */
async function untilEcho(op: SendOp, stream: OpenStream, clock: Clock): Promise<Outcome> {
  const frames = readFrames(stream, clock)
  try {
    for (;;) {
      const frame = await frames.next()
      if (frame.done === true) return { kind: 'unknown', cause: 'stream ended before the echo' }
      const { message } = frame.value
      if (message.id !== op.id) continue
      const outcome = standing(message)
      if (outcome.kind === 'settled') return { ...outcome, frames }
      await frames.return(undefined)
      return outcome
    }
  } catch (cause) {
    return { kind: 'unknown', cause }
  }
}

/** The type by which the published API tells of a failure in the middle of a stream. */
const FAILURE = 'ai/failure'

/** The messages of a stream, as they grow. Throws when the stream breaks. */
export async function* readFrames(stream: OpenStream, clock: Clock): AsyncGenerator<Frame> {
  for await (const event of readEvents(stream, clock)) {
    const parsed = parseEvent(event, streamEventSchema)
    // A failure in the band says only that the answer ends here; what was said of it is posted.
    if (parsed?.event !== 'message' || parsed.data.type === FAILURE) continue
    const id = event.id ?? null
    yield { id, run: id?.split('.')[0] ?? null, message: toMessage(parsed.data) }
  }
}
