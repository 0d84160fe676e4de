/** `porchlight keys`, `agents`, `sites` and `identity`. */
import { readFile } from 'node:fs/promises'
import { PICTURE_MAX_BYTES } from '@porchlight/protocol'
import { changePicture } from '../auth/agent-pictures.ts'
import { addAgent, findAgentsByEmail, listAgents, removeAgent } from '../auth/agents.ts'
import { listApiKeys, revokeApiKey } from '../auth/api-keys.ts'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { addIdentityKey, listIdentityKeys, removeIdentityKey } from '../auth/identity-keys.ts'
import { keyId } from '../auth/principal.ts'
import {
  addProject,
  createApiKey,
  DEFAULT_PROJECT_ID,
  findProject,
  openProject,
} from '../auth/projects.ts'
import { PICTURE_TOO_LARGE, type Picture, readPicture } from '../auth/read-picture.ts'
import { parseScopes } from '../auth/scopes.ts'
import { createSecret } from '../auth/secrets.ts'
import { readBounded } from '../knowledge/read-bounded.ts'
import { DEFAULTS } from '../server-options.ts'
import type { ApiKeyRow } from '../store/schema.ts'
import type { Store, Tx } from '../store/store.ts'
import { type AccountCommand, scopesText } from './account-commands.ts'
import { CommandError } from './command-error.ts'
import type { OperationPorts } from './run-operation.ts'
import { withStore } from './with-store.ts'

type Of<Kind extends AccountCommand['kind']> = Extract<AccountCommand, { kind: Kind }>

/** @throws CommandError, or the server's StartError: one line each */
export async function runAccount(
  command: AccountCommand,
  { environment, log, print }: OperationPorts,
): Promise<void> {
  const lines = await withStore(environment, log, async (store) => {
    await requireProject(store, command.project)
    return await run(store, command)
  })
  if (lines.length > 0) print(lines.join('\n'))
}

async function run(store: Store, command: AccountCommand): Promise<readonly string[]> {
  const { project } = command
  switch (command.kind) {
    case 'keys add':
      return [await store.write((tx) => addKey(tx, command))]
    case 'keys list':
      return (await store.read((tx) => listApiKeys(tx, project))).map(describeKey)
    case 'keys revoke': {
      const isRevoked = await store.write((tx) => revokeApiKey(tx, project, command.id))
      return isRevoked ? [] : missing(`key ${command.id} that is in use`)
    }
    case 'agents add':
      return [await addPerson(store, command)]
    case 'agents list':
      return (await store.read((tx) => listAgents(tx, project))).map(
        ({ id, name, email }) => `${id}  ${name}  ${email}`,
      )
    case 'agents remove': {
      const isRemoved = await store.write((tx) => removeAgent(tx, project, command.email))
      return isRemoved ? [] : missing(`agent ${command.email}`)
    }
    case 'sites add':
      return await store.write((tx) => addSite(tx, command))
    case 'sites list':
      return await listSites(store)
    case 'identity add':
      return await addKeyOfSite(store, command)
    case 'identity list':
      return (await store.read((tx) => listIdentityKeys(tx, project))).map(
        ({ kid, algorithm, created_at }) => `${kid}  ${algorithm}  ${dayOf(created_at)}`,
      )
    case 'identity remove': {
      const isRemoved = await store.write((tx) => removeIdentityKey(tx, project, command.kid))
      return isRemoved ? [] : missing(`identity key ${command.kid}`)
    }
  }
}

async function addPerson(store: Store, command: Of<'agents add'>): Promise<string> {
  const { avatarFile: file, email } = command
  // First, so that a file that is refused leaves nobody half added.
  const picture = file === null ? null : await readPictureFile(file)
  const agent = await store.write(async (tx) => {
    const added = await addAgent(tx, command)
    if (added === null || picture === null) return added
    return await changePicture(tx, added.id, { picture, random: DEFAULTS.random })
  })
  if (agent === null) throw new CommandError(`${email} is in the team already.`)
  return String(agent.id)
}

async function readPictureFile(file: string): Promise<Picture> {
  const read = await readBounded(file, PICTURE_MAX_BYTES)
  if (read.kind === 'missing') throw new CommandError(`--avatar: ${file} cannot be read.`)
  const picture = read.kind === 'bytes' ? readPicture(read.bytes) : PICTURE_TOO_LARGE
  if (typeof picture === 'string') throw new CommandError(`--avatar: ${file}: ${picture}`)
  return picture
}

async function addKey(tx: Tx, command: Of<'keys add'>): Promise<string> {
  const { project, name, scopes, agent: email, expiresInMs } = command
  const agents = email === null ? [] : await findAgentsByEmail(tx, email)
  const agent = agents.find((row) => row.project_id === project)
  if (email !== null && agent === undefined) return missing(`agent ${email}`)
  return await createApiKey(tx, DEFAULTS.random, {
    project,
    scopes,
    ...(name !== null && { name }),
    ...(agent !== undefined && { agent: agent.id }),
    ...(expiresInMs !== null && { expiresAt: tx.now + expiresInMs }),
  })
}

function describeKey(row: ApiKeyRow): string {
  const state =
    row.revoked_at !== null
      ? `revoked ${dayOf(row.revoked_at)}`
      : row.expires_at === null
        ? 'never expires'
        : `expires ${dayOf(row.expires_at)}`
  const agent = row.agent_id === null ? '' : `  agent ${row.agent_id}`
  const name = row.name ?? '-'
  return `${keyId(row.hash)}  ${name}  ${scopesText(parseScopes(row.scopes))}  ${state}${agent}`
}

async function addSite(tx: Tx, { name, domains }: Of<'sites add'>): Promise<readonly string[]> {
  const project = await addProject(tx, DEFAULTS.random, name)
  if (domains.length > 0) {
    await changeConversationsSettings(tx, project.id, { widget_domains: [...domains] })
  }
  const key = await createApiKey(tx, DEFAULTS.random, { project: project.id })
  return [
    `Project ${project.id}`,
    `Widget token: ${project.widgetToken}`,
    `API key, shown only now: ${key}`,
  ]
}

async function listSites(store: Store): Promise<readonly string[]> {
  const rows = await store.read((tx) =>
    tx.db.selectFrom('projects').select(['id', 'name', 'widget_token']).orderBy('id').execute(),
  )
  return rows.map(({ id, name, widget_token }) => `${id}  ${name}  ${widget_token}`)
}

async function addKeyOfSite(
  store: Store,
  { project, algorithm, kid, keyFile }: Of<'identity add'>,
): Promise<readonly string[]> {
  const key = keyFile === null ? createSecret('plh', DEFAULTS.random) : await readKey(keyFile)
  const refusal = await store.write((tx) => {
    const id = kid ?? tx.createId()
    return addIdentityKey(tx, project, { kid: id, algorithm, key }).then(
      (reason): [string, string | null] => [id, reason],
    )
  })
  const [id, reason] = refusal
  if (reason !== null) throw new CommandError(`Not added: ${reason}.`)
  return keyFile === null ? [id, `Secret, shown only now: ${key}`] : [id]
}

async function readKey(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`${file} cannot be read.`)
  })
}

async function requireProject(store: Store, id: number): Promise<void> {
  if (id === DEFAULT_PROJECT_ID) {
    await store.write((tx) => openProject(tx, DEFAULTS.random, {}))
  } else if ((await store.read((tx) => findProject(tx, id))) === null) {
    missing(`project ${id}`)
  }
}

function missing(what: string): never {
  throw new CommandError(`There is no ${what}.`)
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
