/** `POST :conversation/open/`: a run of the sandbox runtime, begun, gone on with or warmed. */
import {
  type OpenRunRequest,
  openedRunSchema,
  openRunRequestSchema,
  parse,
  problemBodySchema,
  uuidSchema,
} from '@porchlight/protocol'
import { authorise } from '../../auth/authorise.ts'
import { jsonResponse } from '../../json-response.ts'
import { useLimitsOfNewThread } from '../../limits/call-limits.ts'
import { invalid, notFound } from '../../problem-response.ts'
import { conversationMissing } from '../../published-refusals.ts'
import { NothingWarmed, openRun } from '../../runs/open-run.ts'
import type { ReadTx } from '../../store/store.ts'
import { SESSION_HEADER } from '../../thread/sent-with.ts'
import { loadThread, type Thread } from '../../thread/thread.ts'
import { currentCall, refusePublished } from '../access.ts'
import { EMPTY, json } from '../declaration.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { checkLength } from '../sent-message.ts'
import { readBodyWithinQuota } from './within-quota.ts'

export function openRoute({ store, limits }: Services): Route {
  return route({
    method: 'POST',
    path: '/:conversation/open',
    action: 'conversation.open',
    summary: 'Send a message to a run of the sandbox runtime, or warm a run that waits for one',
    headers: { [SESSION_HEADER]: 'The session of the page, kept with the message.' },
    body: openRunRequestSchema,
    answers: { 200: json(openedRunSchema), 204: EMPTY, 402: json(problemBodySchema) },
    async handle(sent) {
      const id = parse(uuidSchema, sent.params.conversation)
      const body = await readBodyWithinQuota(store, sent, (read) => ({
        conversation: id.ok ? id.value : null,
        id: read.trace_id,
        content: contentOf(read),
      }))
      const content = contentOf(body)
      if (content !== null) checkLength(sent, content)
      if (!id.ok) throw notFound()
      const opening = store.write(async (tx) => {
        const call = await currentCall(tx, sent)
        const thread = await find(tx, call, id.value)
        // As published, it is looked at by a call that would make the conversation. We keep no tasks.
        if (thread === null && body.task_id !== null) {
          throw invalid('task_id', 'Task not found or not accessible.')
        }
        return await openRun(tx, thread, {
          ...body,
          content,
          conversation: id.value,
          principal: call.principal,
          onNewThread: () => useLimitsOfNewThread(limits, call.principal),
          headers: call.request.headers,
          check: (found) => check(call, found),
        })
      })
      return await opening.then(
        (opened) => jsonResponse(opened),
        (cause) => {
          if (cause instanceof NothingWarmed) return new Response(null, { status: 204 })
          throw cause
        },
      )
    },
  })
}

/** What is blank is no message. */
function contentOf({ content }: OpenRunRequest): string | null {
  return content?.trim() ? content : null
}

/** Null where a new conversation may be made. @throws Refusal for what is another's, or gone */
async function find(tx: ReadTx, call: Call, id: string): Promise<Thread | null> {
  const thread = await loadThread(tx, id)
  if (thread !== null) check(call, thread)
  return thread
}

function check(call: Call, { conversation: owned }: Thread): void {
  const gone = conversationMissing('Conversation does not exist')
  const refusal =
    refusePublished(call, owned, { missing: null, gone, foreign: 403 }) ??
    authorise(call.principal, 'conversation.open', owned)
  if (refusal !== null) throw refusal
}
