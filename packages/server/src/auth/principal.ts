/** Who asks: read from the `Authorization` header of a request, and from nowhere else. */
import { authenticationFailed, notAuthenticated, permissionDenied } from '../problem-response.ts'
import { isListed, toList } from '../store/listed.ts'
import { prepare } from '../store/prepared.ts'
import type { ReadTx } from '../store/store.ts'
import { isChatOn } from './projects.ts'
import { parseScopes, type Scopes } from './scopes.ts'
import { hashSecret, isSameHash } from './secrets.ts'
import { ACCESS_TOKEN_MS } from './session.ts'

export interface VisitorPrincipal {
  readonly kind: 'visitor'
  readonly project: number
  readonly visitor: string
  /** Hash of the access token by which this visitor is known. */
  readonly tokenHash: string
  /** From where the visitor asks, as addresses are limited; null where it is not known. */
  readonly address: string | null
}

/** An API key: a server, or the inbox in the name of an agent. */
export interface KeyPrincipal {
  readonly kind: 'key'
  /** Tells keys apart, and opens nothing. */
  readonly id: string
  /** Under which the key is stored; null for one that is configured, which nobody can revoke. */
  readonly hash: string | null
  readonly project: number
  readonly scopes: Scopes
  /** The agent whose key it is; null for a server's. */
  readonly agent: number | null
}

export type Principal = VisitorPrincipal | KeyPrincipal

/** A key that is configured rather than stored. */
export interface ConfiguredKey {
  readonly hash: string
  readonly project: number
}

/** What a request says of its sender. */
export interface Asker {
  /** The value of `Authorization`. */
  readonly header: string | null
  readonly address: string | null
}

/** @throws Refusal 401 */
export async function authenticate(
  tx: ReadTx,
  { header, address }: Asker,
  configuredKey: ConfiguredKey | null,
): Promise<Principal> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
  if (token === undefined) throw notAuthenticated()
  const hash = hashSecret(token)
  if (configuredKey !== null && isSameHash(hash, configuredKey.hash)) {
    return {
      kind: 'key',
      id: keyId(hash),
      hash: null,
      project: configuredKey.project,
      scopes: '*',
      agent: null,
    }
  }
  const principal = (await findVisitor(tx, hash, address)) ?? (await findKey(tx, hash))
  if (principal === null) throw authenticationFailed()
  return principal
}

/**
 * For endpoints that are a visitor's alone.
 *
 * @throws Refusal 401 without a good token, 403 for keys
 */
export async function authenticateVisitor(tx: ReadTx, asker: Asker): Promise<VisitorPrincipal> {
  const principal = await authenticate(tx, asker, null)
  if (principal.kind === 'key') throw permissionDenied()
  return principal
}

/**
 * How much longer each of those who were authenticated may go on reading, in milliseconds: 0 when the
 * token or key has expired or was revoked, or the token is another visitor's by now: what its reader
 * listens to would never say anything again.  [SV107] Infinity for a configured key. A clock that was set back
 * gives nobody more than the life of a token at a time; then it has to be asked again.
 */
export async function timesLeft(
  tx: ReadTx,
  principals: readonly Principal[],
): Promise<readonly number[]> {
  const endsOfTokens = await endsOf(tx, principals)
  const ends = await Promise.all(
    principals.map((principal) =>
      principal.kind === 'key'
        ? endOfKey(tx, principal)
        : (endsOfTokens.get(nameOf(principal)) ?? 0),
    ),
  )
  return ends.map((end) =>
    end === Number.POSITIVE_INFINITY ? end : Math.min(Math.max(end - tx.now, 0), ACCESS_TOKEN_MS),
  )
}

const TOKENS = prepare((db, { hashes }: { hashes: string }, reads) =>
  db
    .selectFrom('access_tokens')
    .select(['hash as tokenHash', 'visitor_id as visitor', 'expires_at'])
    .where(isListed('hash', hashes, reads)),
)

/** By the token and whose it has to be. */
async function endsOf(
  tx: ReadTx,
  principals: readonly Principal[],
): Promise<ReadonlyMap<string, number>> {
  const hashes = principals.flatMap((principal) =>
    principal.kind === 'visitor' ? principal.tokenHash : [],
  )
  if (hashes.length === 0) return new Map()
  const tokens = await TOKENS.all(tx, { hashes: toList(hashes) })
  return new Map(tokens.map((token) => [nameOf(token), token.expires_at]))
}

const nameOf = ({ tokenHash, visitor }: Pick<VisitorPrincipal, 'tokenHash' | 'visitor'>): string =>
  `${tokenHash} ${visitor}`

/** A key may be revoked by another process, which wakes nobody; so it is looked at now and then. */
async function endOfKey(tx: ReadTx, { hash }: KeyPrincipal): Promise<number> {
  if (hash === null) return Number.POSITIVE_INFINITY
  const key = await tx.db
    .selectFrom('api_keys')
    .select(['expires_at', 'revoked_at'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (key === undefined || key.revoked_at !== null) return 0
  return Math.min(key.expires_at ?? Number.MAX_SAFE_INTEGER, tx.now + KEY_LOOK_MS)
}

const KEY_LOOK_MS = 60_000

const VISITOR_OF_TOKEN = prepare((db, { hash, now }: { hash: string; now: number }) =>
  db
    .selectFrom('access_tokens')
    .innerJoin('visitors', 'visitors.id', 'access_tokens.visitor_id')
    .innerJoin('projects', 'projects.id', 'visitors.project_id')
    .select([
      'visitors.id as visitor',
      'visitors.project_id as project',
      'access_tokens.hash as tokenHash',
      'projects.settings',
    ])
    .where('access_tokens.hash', '=', hash)
    .where('access_tokens.expires_at', '>', now),
)

async function findVisitor(
  tx: ReadTx,
  hash: string,
  address: string | null,
): Promise<VisitorPrincipal | null> {
  const row = await VISITOR_OF_TOKEN.first(tx, { hash, now: tx.now })
  // A token of a chat that is off is as good as an expired one: nothing but a session follows.  [SV24]
  if (row === undefined || !isChatOn(row)) return null
  const { visitor, project, tokenHash } = row
  return { kind: 'visitor', address, visitor, project, tokenHash }
}

async function findKey(tx: ReadTx, hash: string): Promise<KeyPrincipal | null> {
  const row = await tx.db
    .selectFrom('api_keys')
    .select(['project_id as project', 'scopes', 'agent_id as agent'])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', tx.now)]))
    .executeTakeFirst()
  if (row === undefined) return null
  // A scope that only a later version knows opens nothing in this one.
  const scopes = parseScopes(row.scopes) ?? new Set()
  return { kind: 'key', id: keyId(hash), hash, project: row.project, agent: row.agent, scopes }
}

/** Enough of a hash to find the key by, for people and for limits. */
export function keyId(hash: string): string {
  return hash.slice(0, KEY_ID_CHARACTERS)
}

const KEY_ID_CHARACTERS = 12
