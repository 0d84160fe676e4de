/**
 * What people do at this moment, and who is there. It is told to those who are there too, as events
 * without a place in the feed, and kept nowhere: what was missed is over.
 */
import * as v from 'valibot'

/** What a visitor does in a conversation. `none`: nothing any more. */
export type VisitorDoing = 'writing' | 'none'

/** What somebody of the team does: writes a public reply, writes a private note, has it on the screen. */
export type AgentDoing = 'writing' | 'noting' | 'looking' | 'none'

/** Whoever writes says so again after this time, and not sooner. */
export const WRITING_TOLD_EVERY_MS = 3_000

/** Who has not said so again for this long does not write any more. */
export const WRITING_LASTS_MS = 6_000

/** Whoever has a conversation on the screen says so again after this time. */
export const LOOKING_TOLD_EVERY_MS = 20_000

/** Who has not said so again for this long does not look any more; the same for who is there. */
export const LOOKING_LASTS_MS = 50_000

/** `POST :conversation/activity/`, by its visitor. */
export interface VisitorActivityRequest {
  readonly doing: VisitorDoing
}

/** The same, by somebody of the team. */
export interface AgentActivityRequest {
  readonly doing: AgentDoing
}

const visitorDoing = v.picklist(['writing', 'none'])
const agentDoing = v.picklist(['writing', 'noting', 'looking', 'none'])

export const visitorActivityRequestSchema: v.GenericSchema<unknown, VisitorActivityRequest> =
  v.object({ doing: visitorDoing })

export const agentActivityRequestSchema: v.GenericSchema<unknown, AgentActivityRequest> = v.object({
  doing: agentDoing,
})

/** What a visitor is told of the team. */
export type VisitorAside =
  | {
      readonly event: 'activity'
      readonly data: {
        readonly conversation: string
        /** As it stands over a reply; null where none does. */
        readonly name: string | null
        readonly doing: VisitorDoing
      }
    }
  /** Told when it changes, and when a stream begins while the team is there. */
  | { readonly event: 'presence'; readonly data: { readonly is_team_here: boolean } }

/** What the team is told of visitors and of each other. */
export type TeamAside =
  | {
      readonly event: 'activity'
      readonly data: {
        readonly conversation: string
        readonly ticket: string
        readonly by: 'visitor' | 'agent'
        /** Tells those apart who do something in a conversation; opens nothing. */
        readonly who: string
        /** Of an agent; null for visitors and for a key that is no agent's. */
        readonly name: string | null
        readonly doing: AgentDoing
      }
    }
  /** Told of visitors at whose conversation somebody looks, each time that is said. */
  | {
      readonly event: 'presence'
      readonly data: { readonly visitor: string; readonly is_here: boolean }
    }

export const visitorAsideSchema: v.GenericSchema<unknown, VisitorAside> = v.union([
  v.object({
    event: v.literal('activity'),
    data: v.object({
      conversation: v.string(),
      name: v.nullable(v.string()),
      doing: visitorDoing,
    }),
  }),
  v.object({ event: v.literal('presence'), data: v.object({ is_team_here: v.boolean() }) }),
])

export const teamAsideSchema: v.GenericSchema<unknown, TeamAside> = v.union([
  v.object({
    event: v.literal('activity'),
    data: v.object({
      conversation: v.string(),
      ticket: v.string(),
      by: v.picklist(['visitor', 'agent']),
      who: v.string(),
      name: v.nullable(v.string()),
      doing: agentDoing,
    }),
  }),
  v.object({
    event: v.literal('presence'),
    data: v.object({ visitor: v.string(), is_here: v.boolean() }),
  }),
])
