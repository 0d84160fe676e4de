/** `PATCH :conversation/cancel/`: stops the answer that is being written, and nothing else. */
import { endRun, findActiveRun } from '../../runs/end-run.ts'
import { dropWarmRun } from '../../runs/warm-runs.ts'
import { accessThread } from '../access.ts'
import { EMPTY } from '../declaration.ts'
import { orFailedTo } from '../or-failed-to.ts'
import { type Route, route, type Services } from '../route.ts'

export function cancelRoute({ store, log }: Services): Route {
  return route({
    method: 'PATCH',
    path: '/:conversation/cancel',
    action: 'conversation.cancel',
    summary: 'Stop the answer that is being written',
    answers: { 204: EMPTY },
    async handle(call) {
      const id = call.params.conversation
      const ending = store.write(async (tx) => {
        const thread = await accessThread(tx, call, { action: 'conversation.cancel', id })
        const { run_id: runId } = thread.conversation
        const run = runId === null ? null : await findActiveRun(tx, runId)
        // What readers have been shown becomes the answer; the runner finds its run ended.
        if (run !== null) await endRun(tx, thread, run, { outcome: 'canceled' })
        await dropWarmRun(tx, thread.conversation.id)
      })
      await orFailedTo('cancel conversation', log, ending)
      return new Response(null, { status: 204 })
    },
  })
}
