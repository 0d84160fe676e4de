/** API keys, as those see them who hand them out: `api_keys/`. */
import * as v from 'valibot'
import { type Agent, agentSchema } from './agents.ts'
import { dateTimeSchema } from './date-time.ts'
import { maxCharacters } from './text-rules.ts'

/** What a key may be limited to, in the words of the published API. `write` includes `read`. */
export const API_KEY_SCOPES = [
  'conversation:read',
  'conversation:write',
  'ticket:read',
  'ticket:write',
  'customer_profile_config:read',
  'customer_profile_config:write',
  'project:read',
  'project:write',
] as const

export type ApiKeyScope = (typeof API_KEY_SCOPES)[number]

/** One key: which one it is, and never the key. */
export interface ApiKey {
  /** Tells keys apart, and opens nothing. */
  readonly id: string
  /** For people: what it is for. */
  readonly name: string | null
  /** `*` for everything there is and will be. */
  readonly scopes: readonly string[]
  /** In whose name it acts; null for a server's. */
  readonly agent: Agent | null
  /** Whether it is the key of this very request. */
  readonly is_current: boolean
  /** Null: it lives until it is revoked. */
  readonly expires_at: string | null
  readonly created_at: string
}

const apiKeyFields = {
  id: v.string(),
  name: v.nullable(v.string()),
  scopes: v.array(v.string()),
  agent: v.nullable(agentSchema),
  is_current: v.boolean(),
  expires_at: v.nullable(v.string()),
  created_at: v.string(),
}

export const apiKeySchema: v.GenericSchema<unknown, ApiKey> = v.object(apiKeyFields)

/** Answer of `POST api_keys/`. */
export interface MadeApiKey extends ApiKey {
  /** The key itself: shown now, and never again. */
  readonly secret: string
}

export const madeApiKeySchema: v.GenericSchema<unknown, MadeApiKey> = v.object({
  ...apiKeyFields,
  secret: v.string(),
})

/** `POST api_keys/`. */
export interface CreateApiKeyRequest {
  readonly name: string
  /** `['*']` for everything. */
  readonly scopes: readonly (ApiKeyScope | '*')[]
  readonly expires_at: string | null
}

const NAME_MAX_CHARACTERS = 200

export const createApiKeyRequestSchema: v.GenericSchema<unknown, CreateApiKeyRequest> = v.object({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('This field may not be blank.'),
    maxCharacters(NAME_MAX_CHARACTERS),
  ),
  scopes: v.pipe(
    v.array(v.picklist([...API_KEY_SCOPES, '*'])),
    v.minLength(1, 'Choose at least one scope.'),
    v.maxLength(API_KEY_SCOPES.length + 1, 'Name each scope once.'),
  ),
  expires_at: v.optional(v.nullable(dateTimeSchema), null),
})
