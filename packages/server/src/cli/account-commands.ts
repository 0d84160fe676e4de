/** The commands about who may come in: keys, agents, sites, and how sites know their visitors. */
import { formatScopes, parseScopes, type Scopes } from '../auth/scopes.ts'
import type { IdentityAlgorithm } from '../store/tables/projects.ts'
import { CommandError } from './command-error.ts'

export type AccountCommand = { readonly project: number } & (
  | {
      readonly kind: 'keys add'
      readonly name: string | null
      readonly scopes: Scopes
      readonly agent: string | null
      /** From now on; null for ever. */
      readonly expiresInMs: number | null
    }
  | { readonly kind: 'keys list' }
  | { readonly kind: 'keys revoke'; readonly id: string }
  | {
      readonly kind: 'agents add'
      readonly name: string
      readonly email: string
      /** File with their picture; null for none. */
      readonly avatarFile: string | null
    }
  | { readonly kind: 'agents list' }
  | { readonly kind: 'agents remove'; readonly email: string }
  | { readonly kind: 'sites add'; readonly name: string; readonly domains: readonly string[] }
  | { readonly kind: 'sites list' }
  | {
      readonly kind: 'identity add'
      readonly algorithm: IdentityAlgorithm
      readonly kid: string | null
      /** File with a public key; null to make a secret. */
      readonly keyFile: string | null
    }
  | { readonly kind: 'identity list' }
  | { readonly kind: 'identity remove'; readonly kid: string }
)

/** The answer of `--help` about them. */
export const ACCOUNT_COMMANDS_HELP = `  keys [add]           Makes another API key and shows it once.
    --name TEXT        What it is for.
    --scopes LIST      Default * for all; such as ticket:read,conversation:write
    --agent EMAIL      Whose it is.
    --expires DAYS     Default never.
  keys list            Lists all keys with their ids; never the keys.
  keys revoke ID       It is refused from the next request on.
  agents add           Adds somebody to the team, who signs in by a link in a mail.
    --name TEXT --email ADDRESS [--avatar FILE]   A PNG, JPEG or WebP picture, upright
  agents list          Lists the team.
  agents remove EMAIL  Their keys, and those they made, are refused from the next request on.
  sites add            Adds a project of its own, with a widget token.
    --name TEXT        What visitors read at the top of the panel.
    --domains LIST     Pages that may use it, separated by commas. Default all.
  sites list           Lists the projects.
  identity add         Adds a key by which the site proves who a visitor is; two of a kind at most.
    --algorithm NAME   hash (default, the published HMAC), HS256, ES256 or EdDSA.
    --public-key FILE  PEM, for ES256 and EdDSA. For the others a secret is made and shown once.
    --kid ID           Its id in the head of a JWT. Default a new one.
  identity list        Lists them without their secrets.
  identity remove KID  It proves nothing any more.
  All of these take --project ID; default 1.
`

/** What `parseArgs` is to know for them. */
export const ACCOUNT_OPTIONS = {
  name: { type: 'string' },
  scopes: { type: 'string' },
  agent: { type: 'string' },
  expires: { type: 'string' },
  email: { type: 'string' },
  avatar: { type: 'string' },
  domains: { type: 'string' },
  algorithm: { type: 'string' },
  kid: { type: 'string' },
  'public-key': { type: 'string' },
} as const

type Values = { readonly [Name in keyof typeof ACCOUNT_OPTIONS | 'project']?: string | undefined }

const ALGORITHMS: readonly IdentityAlgorithm[] = ['hash', 'HS256', 'ES256', 'EdDSA']
const DAY_MS = 24 * 60 * 60_000

/**
 * @returns null when the name is no command of these
 * @throws CommandError
 */
export function parseAccountCommand(
  name: string,
  words: readonly string[],
  values: Values,
): AccountCommand | null {
  const [action = name === 'keys' ? 'add' : '', which, ...more] = words
  const kind = `${name} ${action}`
  const project = numberOf('--project', values.project ?? '1')
  if (!/^(keys|agents|sites|identity)$/.test(name)) return null
  const takesId = /^(revoke|remove)$/.test(action)
  const unexpected = takesId ? more : [which, ...more].filter((word) => word !== undefined)
  if (unexpected.length > 0) {
    throw new CommandError(`Unexpected argument: ${unexpected.join(' ')}. See --help.`)
  }
  switch (kind) {
    case 'keys add':
      return { kind, project, ...parseKey(values) }
    case 'agents add': {
      const email = needed('--email', values.email)
      if (!/^\S+@\S+$/.test(email)) throw new CommandError(`${email} is no mail address.`)
      return {
        kind,
        project,
        name: needed('--name', values.name),
        email,
        avatarFile: values.avatar ?? null,
      }
    }
    case 'sites add': {
      const domains = (values.domains ?? '').split(',').flatMap((part) => part.trim() || [])
      return { kind, project, name: needed('--name', values.name), domains }
    }
    case 'identity add':
      return { kind, project, ...parseIdentity(values) }
    case 'keys list':
    case 'agents list':
    case 'sites list':
    case 'identity list':
      return { kind, project }
    case 'keys revoke':
      return { kind, project, id: needed('The id', which) }
    case 'agents remove':
      return { kind, project, email: needed('The address', which) }
    case 'identity remove':
      return { kind, project, kid: needed('The id', which) }
    default:
      throw new CommandError(`Unknown command: ${kind.trim()}. See --help.`)
  }
}

function parseKey({ name, scopes, agent, expires }: Values) {
  const parsed = parseScopes(scopes ?? '*')
  if (parsed === null) throw new CommandError(`${scopes} are no scopes. See --help.`)
  const days = expires === undefined ? null : numberOf('--expires', expires)
  return {
    name: name ?? null,
    scopes: parsed,
    agent: agent ?? null,
    expiresInMs: days === null ? null : days * DAY_MS,
  }
}

function parseIdentity({ algorithm = 'hash', kid, 'public-key': keyFile }: Values) {
  const known = ALGORITHMS.find((one) => one === algorithm)
  if (known === undefined) {
    throw new CommandError(`--algorithm must be one of ${ALGORITHMS.join(', ')}.`)
  }
  const isPublic = known === 'ES256' || known === 'EdDSA'
  if (isPublic !== (keyFile !== undefined)) {
    throw new CommandError(
      isPublic ? `${known} needs --public-key.` : `${known} has no public key.`,
    )
  }
  return { algorithm: known, kid: kid ?? null, keyFile: keyFile ?? null }
}

function needed(what: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') {
    throw new CommandError(`${what} is missing. See --help.`)
  }
  return value.trim()
}

function numberOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CommandError(`${option} must be a number.`)
}

/** For lists. */
export function scopesText(scopes: Scopes | null): string {
  return scopes === null ? 'none' : formatScopes(scopes).replaceAll(' ', ',')
}
