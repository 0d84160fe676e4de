/** `POST :conversation/activity/`: what somebody does in a conversation now. */
import { agentActivityRequestSchema, visitorActivityRequestSchema } from '@porchlight/protocol'
import { nameOf } from '../../activity/activities.ts'
import { findAgentName } from '../../thread/people.ts'
import { accessThread } from '../access.ts'
import { EMPTY } from '../declaration.ts'
import { type Call, type Route, routeByPrincipal, type Services } from '../route.ts'

export function activityRoute({ store, limits, activities }: Services): Route {
  /** @returns null where it is told to nobody: the team knows nothing of what nobody has written in */
  async function place(call: Call) {
    const { conversation: id } = call.params
    return await store.read(async (tx) => {
      const asking = { action: 'conversation.activity', id } as const
      const { conversation, ticket } = await accessThread(tx, call, asking)
      if (ticket === null || ticket.is_listed === 0) return null
      const { agent } = call.principal.kind === 'key' ? call.principal : { agent: null }
      return {
        project: conversation.project_id,
        conversation: conversation.id,
        ticket: ticket.id,
        visitor: conversation.visitor_id,
        name: await findAgentName(tx, agent),
      }
    })
  }

  const told = (): Response => new Response(null, { status: 204 })

  return routeByPrincipal({
    method: 'POST',
    path: '/:conversation/activity',
    action: 'conversation.activity',
    summary: 'Tell those who are there what one does now, such as writing; nothing of it is kept',
    answers: { 204: EMPTY },
    visitor: {
      body: visitorActivityRequestSchema,
      async handle(call) {
        const { doing } = await call.readBody()
        if (!limits.allows(['activity_per_visitor', call.principal.visitor])) return told()
        const at = await place(call)
        if (at === null || at.visitor === null) return told()
        const { name: _, visitor, ...rest } = at
        activities.tell({ kind: 'visitor_does', ...rest, visitor, doing })
        return told()
      },
    },
    key: {
      body: agentActivityRequestSchema,
      async handle(call) {
        const { doing } = await call.readBody()
        if (!limits.allows(['activity_per_key', call.principal.id])) return told()
        const at = await place(call)
        if (at !== null) {
          activities.tell({ kind: 'agent_does', ...at, who: nameOf(call.principal), doing })
        }
        return told()
      },
    },
  })
}
