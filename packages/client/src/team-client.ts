/** A client for the team's side: an API key instead of a visitor's session. */
import {
  type Clock,
  systemClock,
  type TeamAside,
  type TeamFeedEvent,
  teamAsideSchema,
  teamFeedEventSchema,
} from '@porchlight/protocol'
import { type AgentsClient, createAgentsClient } from './agents.ts'
import { type ApiKeysClient, createApiKeysClient } from './api-keys.ts'
import type { Result } from './client-error.ts'
import { readEvents } from './event-stream.ts'
import { createMacrosClient, type MacrosClient } from './macros.ts'
import { createMailsClient, type MailsClient } from './mails.ts'
import { parseEvent } from './parse-event.ts'
import { createProfileConfigsClient, type ProfileConfigsClient } from './profile-configs.ts'
import { createRequester, type OpenStream } from './request.ts'
import { createSettingsClient, type SettingsClient } from './settings.ts'
import {
  createTeamConversationsClient,
  type TeamConversationsClient,
} from './team-conversations.ts'
import { createTicketsClient, type FeedReader, type TicketsClient } from './tickets.ts'
import { createViewsClient, type ViewsClient } from './views.ts'
import { createVisitorsClient, type VisitorsClient } from './visitors.ts'

export interface TeamClientOptions {
  readonly origin: string
  /** A secret: keep it where only the team's own software can read it. */
  readonly apiKey: string
  /** Default 1, the project a new server begins with. */
  readonly project?: number
  readonly fetch?: typeof fetch
  readonly clock?: Clock
}

export interface TeamClient {
  readonly conversations: TeamConversationsClient
  readonly tickets: TicketsClient
  readonly views: ViewsClient
  readonly macros: MacrosClient
  readonly profileConfigs: ProfileConfigsClient
  readonly mails: MailsClient
  readonly agents: AgentsClient
  readonly settings: SettingsClient
  readonly apiKeys: ApiKeysClient
  readonly visitors: VisitorsClient
  /**
   * Everything that changes in the project, as it is committed. Ends when the server closes the
   * stream, throws when it breaks; go on from the last cursor either way. Between the changes it is
   * told what people do at this moment, without a cursor.
   */
  follow(
    cursor: string | null,
    signal: AbortSignal,
    reader?: FeedReader,
  ): Promise<Result<AsyncIterable<TeamUpdate>>>
}

/** One change, and where to go on from; or what somebody does now, which is of no place. */
export type TeamUpdate =
  | { readonly cursor: string; readonly update: TeamFeedEvent }
  | { readonly cursor: null; readonly update: TeamAside }

/** @returns typed calls for everything a team does */
export function createTeamClient(options: TeamClientOptions): TeamClient {
  const clock = options.clock ?? systemClock
  const authorization = {
    header: `Bearer ${options.apiKey}`,
    project: options.project ?? 1,
  }
  const http = createRequester({
    origin: options.origin,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    clock,
    authorizer: {
      current: async () => ({ ok: true, value: authorization }),
      renew: async () => null,
    },
  })
  const tickets = createTicketsClient(http)
  return {
    conversations: createTeamConversationsClient(http),
    tickets,
    views: createViewsClient(http),
    macros: createMacrosClient(http),
    profileConfigs: createProfileConfigsClient(http),
    mails: createMailsClient(http),
    agents: createAgentsClient(http),
    settings: createSettingsClient(http),
    apiKeys: createApiKeysClient(http),
    visitors: createVisitorsClient(http),
    async follow(cursor, signal, reader) {
      const answer = await tickets.events(cursor, signal, reader)
      return answer.ok ? { ok: true, value: readUpdates(answer.value, clock) } : answer
    },
  }
}

async function* readUpdates(stream: OpenStream, clock: Clock): AsyncGenerator<TeamUpdate> {
  for await (const event of readEvents(stream, clock)) {
    if (event.id === undefined) {
      const update = parseEvent(event, teamAsideSchema)
      if (update !== null) yield { cursor: null, update }
      continue
    }
    const update = parseEvent(event, teamFeedEventSchema)
    if (update !== null) yield { cursor: event.id, update }
  }
}
