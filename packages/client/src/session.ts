/**
 * Keeps a browser the same visitor: over reloads, tabs, lost answers and frozen tabs.
 *
 * The browser makes the next refresh token itself and stores the pair {refresh, next} before it
 * asks. A lost answer is asked for again with the same pair, which the server always honours, so
 * no fault between the two can log a visitor out.
 */
import {
  type CredentialStore,
  type Credentials,
  type FillRandom,
  type ProblemCode,
  type SessionAnswer,
  sessionAnswerSchema,
  WIDGET_TOKEN_HEADER,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import {
  type Authorization,
  type Authorizer,
  parseBody,
  type RequesterOptions,
  send,
} from './request.ts'

export interface SessionKeeperOptions extends Omit<RequesterOptions, 'authorizer'> {
  /** The widget's public token: names the project, proves nothing. */
  readonly token: string
  readonly credentials: CredentialStore
  readonly fillRandom: FillRandom
}

export interface SessionKeeper extends Authorizer {
  /** Asks the server for a new access token and what it can do now. */
  start(signal: AbortSignal | undefined): Promise<Result<SessionAnswer>>
}

const NO_CREDENTIALS: Credentials = {
  refresh: null,
  next: null,
  access: null,
  visitor: null,
  project: null,
}

/** Tries when another context has moved the row under us; each reads it anew. */
const MAX_TRIES = 3

/** @returns the keeper of this tab; all tabs of a store agree through its row */
export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  const { credentials } = options

  async function ask(pair: Credentials, signal?: AbortSignal): Promise<Result<SessionAnswer>> {
    const call = {
      method: 'POST',
      path: '/api/conversations/v1/session',
      headers: { [WIDGET_TOKEN_HEADER]: options.token },
      body: { refresh: pair.refresh, next: pair.next },
      signal,
    } as const
    const answer = await send(options, { call, accept: 'application/json', authorization: null })
    return answer.ok ? parseBody(answer.value, sessionAnswerSchema, call.path) : answer
  }

  /** Must run inside `exclusive`. A row that moved under us is read again. */
  async function refresh(signal?: AbortSignal): Promise<Result<SessionAnswer>> {
    let last: Result<SessionAnswer> = { ok: false, error: { kind: 'aborted' } }
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const row = await credentials.read()
      const pair = pairOf(row ?? NO_CREDENTIALS, options.fillRandom)
      if (pair !== row && !(await credentials.replace(row, pair))) continue
      last = await ask(pair, signal)
      if (last.ok) {
        if (await credentials.replace(pair, settledPair(pair, last.value))) return last
      } else if (isSessionGone(last)) {
        // The server does not know this browser any more, not even by the token it was about to
        // take: it begins anew as another visitor.
        await credentials.replace(pair, NO_CREDENTIALS)
      } else if (!isSuperseded(last)) {
        return last
      }
    }
    return last
  }

  async function renewUnlessRenewed(
    refusedHeader: string | null,
    signal?: AbortSignal,
  ): Promise<Result<Authorization>> {
    return await credentials.exclusive(async () => {
      const row = authorizationOf(await credentials.read())
      // Another tab was faster: its token is as good for us.
      if (row !== null && row.header !== refusedHeader) return { ok: true, value: row }
      const answer = await refresh(signal)
      if (!answer.ok) return answer
      const { access, project } = answer.value
      return { ok: true, value: { header: `Bearer ${access}`, project: project.id } }
    })
  }

  return {
    start: (signal) => credentials.exclusive(() => refresh(signal)),
    async current(signal) {
      const row = authorizationOf(await credentials.read())
      return row === null ? await renewUnlessRenewed(null, signal) : { ok: true, value: row }
    },
    renew: (refused, signal) => renewUnlessRenewed(refused.header, signal),
  }
}

function pairOf(row: Credentials, fillRandom: FillRandom): Credentials {
  return row.next === null ? { ...row, next: createToken(fillRandom) } : row
}

function settledPair(pair: Credentials, answer: SessionAnswer): Credentials {
  return {
    refresh: pair.next,
    next: null,
    access: answer.access,
    visitor: answer.visitor,
    project: answer.project.id,
  }
}

function authorizationOf(row: Credentials | null): Authorization | null {
  if (row === null || row.access === null || row.project === null) return null
  return { header: `Bearer ${row.access}`, project: row.project }
}

const isSuperseded = isRefusedWith('superseded')

/** In the server's own words: a 401 of a gateway must not make anybody another visitor. */
const isSessionGone = isRefusedWith('authentication_failed')

function isRefusedWith(code: ProblemCode): (answer: Result<unknown>) => boolean {
  return (answer) =>
    !answer.ok &&
    answer.error.kind === 'problem' &&
    answer.error.status !== 403 &&
    answer.error.problem.code === code
}

/** 32 random bytes in base64url, behind a prefix that secret scanners can find. */
function createToken(fillRandom: FillRandom): string {
  const bytes = new Uint8Array(32)
  fillRandom(bytes)
  const base64 = btoa(String.fromCharCode(...bytes))
  return `plr_${base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`
}
