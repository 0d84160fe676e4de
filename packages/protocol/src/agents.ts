/** The people of a team, and how they sign in: by a link in a mail, once. */
import * as v from 'valibot'

/** Longest address of a mail. */
const EMAIL_MAX_CHARACTERS = 254

/** Somebody of the team, as the team sees them. */
export interface Agent {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly avatar_url: string | null
  readonly created_at: string
}

export const agentSchema: v.GenericSchema<unknown, Agent> = v.object({
  id: v.number(),
  name: v.string(),
  email: v.string(),
  avatar_url: v.nullable(v.string()),
  created_at: v.string(),
})

/** `POST /api/agents/v1/sign_in_link`. */
export interface SignInLinkRequest {
  readonly email: string
}

export const signInLinkRequestSchema: v.GenericSchema<unknown, SignInLinkRequest> = v.object({
  email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(EMAIL_MAX_CHARACTERS)),
})

/** The same whether anybody has this address or not. */
export interface SignInLinkAnswer {
  readonly ok: true
}

export const signInLinkAnswerSchema: v.GenericSchema<unknown, SignInLinkAnswer> = v.object({
  ok: v.literal(true),
})

/** `POST /api/agents/v1/sign_in`, with the token of a link. */
export interface SignInRequest {
  readonly token: string
}

export const signInRequestSchema: v.GenericSchema<unknown, SignInRequest> = v.object({
  token: v.pipe(v.string(), v.regex(/^pls_[\w-]{43}$/, 'Not a sign-in token.')),
})

/** A key that acts in the name of an agent. */
export interface SignedIn {
  /** Shown only now. */
  readonly api_key: string
  readonly expires_at: string
  readonly project: number
  readonly agent: Agent
}

export const signedInSchema: v.GenericSchema<unknown, SignedIn> = v.object({
  api_key: v.string(),
  expires_at: v.string(),
  project: v.number(),
  agent: agentSchema,
})

/** `GET agents/my_key/`: what the key of this very request may do. */
export interface MyKey {
  /** `*` for everything there is and will be. */
  readonly scopes: readonly string[]
}

export const myKeySchema: v.GenericSchema<unknown, MyKey> = v.object({
  scopes: v.array(v.string()),
})
