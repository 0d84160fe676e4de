/** As published, a quota that is used up is told of before anything else that is wrong. */
import { Refusal } from '../../problem-response.ts'
import { refuseBeyondQuota } from '../../runs/answers-quota.ts'
import type { ReadTx, Store } from '../../store/store.ts'
import { findMessage } from '../../thread/message-rows.ts'
import { loadThread } from '../../thread/thread.ts'
import type { Call } from '../route.ts'

/** What it takes to find out whether a message is a repetition, which costs no answer. */
export interface Asking {
  /** Null for an id that is none. */
  readonly conversation: string | null
  readonly id: string
  /** Null for who attaches, or warms a run. */
  readonly content: string | null
}

/**
 * Reads the body of a request that may begin an answer.
 *
 * @throws Refusal 402 beyond the quota, unless nothing is sent or it was sent before; otherwise what
 * `readBody` throws
 */
export async function readBodyWithinQuota<Body>(
  store: Store,
  call: Call<Body>,
  toAsking: (body: Body) => Asking,
): Promise<Body> {
  const { project } = call.principal
  const body = await call.readBody().catch(async (cause: unknown) => {
    if (cause instanceof Refusal && cause.status === 400) {
      await store.lookUp((tx) => refuseBeyondQuota(tx, project))
    }
    throw cause
  })
  const asking = toAsking(body)
  if (asking.content !== null) {
    await store.lookUp(async (tx) => {
      if (!(await isRepeated(tx, project, asking))) await refuseBeyondQuota(tx, project)
    })
  }
  return body
}

async function isRepeated(
  tx: ReadTx,
  project: number,
  { conversation, id }: Asking,
): Promise<boolean> {
  if (conversation === null) return false
  const thread = await loadThread(tx, conversation)
  // What another project has is nobody's repetition.
  if (thread?.conversation.project_id !== project) return false
  return (await findMessage(tx, conversation, id)) !== null
}
