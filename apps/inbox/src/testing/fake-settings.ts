/** A project behind `fetch`, as far as its settings go: versions, conflicts, refusals, keys, people. */
import { createTeamClient, type TeamClient } from '@porchlight/client'
import {
  type ApiKey,
  type CreateApiKeyRequest,
  DEFAULT_CONVERSATIONS_SETTINGS,
  LATER_SETTINGS,
  type ProjectSettings,
  type ProjectSettingsChange,
  type VisitorExport,
  type VisitorTarget,
} from '@porchlight/protocol'
import { createManualClock } from '@porchlight/testkit'
import { buildAgent } from './build.ts'

type Fault =
  | 'offline'
  | { readonly status: number; readonly attr?: string; readonly detail?: string }

export interface FakeSettings {
  readonly client: TeamClient
  /** What was asked for, in order. */
  readonly requests: readonly string[]
  /** Those that are accepted, the newest first. */
  readonly keys: ApiKey[]
  /** What people have left, by their address or the number of a ticket. */
  readonly left: Map<string, VisitorExport>
  now(): ProjectSettings
  /** Somebody else is faster. */
  change(change: ProjectSettingsChange): void
  /** What happens to the next request of this method, instead of an answer. */
  fail(method: string, as: Fault): void
}

export function createFakeSettings(token = 'plw_fake'): FakeSettings {
  let count = 1
  let now: ProjectSettings = { ...FIRST, token }
  let me = buildAgent(1, { name: 'Grace Hill' })
  const requests: string[] = []
  const keys: ApiKey[] = []
  const left = new Map<string, VisitorExport>()
  const faults: { readonly method: string; readonly as: Fault }[] = []

  function change({ widget, conversations }: ProjectSettingsChange): void {
    now = {
      ...now,
      version: `v${++count}`,
      widget: { ...now.widget, ...widget },
      conversations: { ...now.conversations, ...conversations },
    }
  }

  function answerSettings(wanted: ProjectSettingsChange | null): Response {
    if (wanted === null) return Response.json(now)
    if (wanted.version !== now.version) return problem(409)
    change(wanted)
    return Response.json(now)
  }

  function answerKeys(method: string, id: string, wanted: CreateApiKeyRequest | null): Response {
    if (method === 'GET') {
      return Response.json({ count: keys.length, next: null, previous: null, results: keys })
    }
    const at = keys.findIndex((key) => key.id === id)
    if (wanted === null) {
      if (at === -1) return problem(404)
      keys.splice(at, 1)
      return new Response(null, { status: 204 })
    }
    const made = buildKey(`key-${++count}`, wanted)
    keys.unshift(made)
    return Response.json({ ...made, secret: `plk_${made.id}` }, { status: 201 })
  }

  function answerPeople(what: string, { email, ticket_number }: VisitorTarget): Response {
    const name = String(email ?? ticket_number)
    const found = left.get(name) ?? NOTHING
    if (what === 'export') return Response.json(found)
    left.delete(name)
    return Response.json({
      visitors: found.visitors.length,
      conversations: found.conversations.length,
    })
  }

  function answerAgents(method: string, id: string): Response {
    if (id === '') {
      return Response.json({ count: 1, next: null, previous: null, results: [me] })
    }
    if (method === 'PUT') {
      me = { ...me, avatar_url: `https://t/api/agents/v1/pictures/${++count}` }
    }
    if (method === 'DELETE') me = { ...me, avatar_url: null }
    return Response.json(me)
  }

  async function fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const { method = 'GET', body } = init
    const { pathname } = new URL(String(input))
    const [, resource, id = ''] =
      /\/(settings|api_keys|visitors|agents)\/([^/]*)/.exec(pathname) ?? []
    const told = body == null ? null : JSON.parse(String(body))
    // Who one is, the page around the settings has asked.
    if (resource === 'agents' && method === 'GET') return answerAgents(method, id)
    requests.push([method, `${resource}/${id}`, ...(told === null ? [] : [body])].join(' '))
    const at = faults.findIndex((fault) => fault.method === method)
    const fault = at === -1 ? undefined : faults.splice(at, 1)[0]?.as
    if (fault === 'offline') throw new TypeError('cut')
    if (fault !== undefined) return problem(fault.status, fault.attr, fault.detail)
    if (resource === 'agents') return answerAgents(method, id)
    if (resource === 'api_keys') return answerKeys(method, id, told)
    return resource === 'visitors' ? answerPeople(id, told) : answerSettings(told)
  }

  return {
    client: createTeamClient({
      origin: 'https://t',
      apiKey: 'plk_fake',
      fetch,
      clock: createManualClock(),
    }),
    requests,
    keys,
    left,
    now: () => now,
    change,
    fail: (method, as) => void faults.push({ method, as }),
  }
}

/** A key of a server, unless told otherwise. */
export function buildKey(id: string, more: Partial<ApiKey> = {}): ApiKey {
  const times = { expires_at: null, created_at: '2026-01-01T11:00:00.000Z' }
  return { id, name: id, scopes: ['*'], agent: null, is_current: false, ...times, ...more }
}

const NOTHING: VisitorExport = {
  exported_at: '2026-01-01T11:00:00.000Z',
  visitors: [],
  conversations: [],
}

/** Of one visitor with one conversation. */
export const LEFT: VisitorExport = {
  ...NOTHING,
  visitors: [
    {
      id: 'visitor-1',
      distinct_id: null,
      verified_traits: null,
      created_at: NOTHING.exported_at,
    },
  ],
  conversations: [
    {
      id: 'conversation-1',
      ticket_number: 1,
      title: null,
      channel_source: 'widget',
      channel_detail: null,
      status: 'new',
      distinct_id: null,
      session_id: null,
      anonymous_traits: {},
      session_context: {},
      identity_verified: null,
      ai_resolved: false,
      escalation_reason: null,
      created_at: NOTHING.exported_at,
      messages: [],
      mails: [],
    },
  ],
}

const FIRST: ProjectSettings = {
  token: 'plw_fake',
  version: 'v1',
  widget: {
    enabled: true,
    name: 'Support',
    greeting: '',
    presence: '',
    placeholder: '',
    suggestions: [],
    color: '#336699',
    position: 'bottom-right',
    ...LATER_SETTINGS,
  },
  conversations: DEFAULT_CONVERSATIONS_SETTINGS,
}

function problem(status: number, attr: string | null = null, detail = ''): Response {
  const code = status === 409 ? 'conflict' : 'invalid'
  return Response.json({ type: 'x', code, detail, attr }, { status })
}
