/** The people of a team, and how they sign in: by a link in a mail, once. */
import * as v from 'valibot'

/** Of a picture of somebody: enough for the largest at which it is shown, and no burden to a database. */
export const PICTURE_MAX_BYTES = 65_536

/** Width and height at most; a file of few bytes could be one of a billion pixels. */
export const PICTURE_MAX_PIXELS = 512

/** Base64 makes four characters of three bytes. */
const PICTURE_MAX_CHARACTERS = Math.ceil(PICTURE_MAX_BYTES / 3) * 4

/** Longest address of a mail. */
const EMAIL_MAX_CHARACTERS = 254

/** Somebody of the team, as the team sees them. */
export interface Agent {
  readonly id: number
  readonly name: string
  readonly email: string
  /**
   * Where their picture is, or null. At this very server it is one that it keeps, which never changes under
   * its address; anywhere else nobody knows what is there.
   */
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

/** `PUT agents/me/picture/`. */
export interface PictureRequest {
  /** A PNG, JPEG or WebP file, as base64. */
  readonly picture: string
}

export const pictureRequestSchema: v.GenericSchema<unknown, PictureRequest> = v.object({
  picture: v.pipe(
    v.string(),
    v.nonEmpty('This field may not be blank.'),
    v.maxLength(
      PICTURE_MAX_CHARACTERS,
      `A picture may have ${PICTURE_MAX_BYTES} bytes, which are ${PICTURE_MAX_CHARACTERS} characters of base64.`,
    ),
    v.base64('Must be base64.'),
  ),
})
