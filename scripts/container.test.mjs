import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repository } from './setup/repository.mjs'

/** What can be known of the image and the compose file where no engine runs them. */

const read = (path) => readFileSync(`${repository}/${path}`, 'utf8')

/** Instructions of a Dockerfile, in their order, lines put together. */
function instructions() {
  const lines = read('Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? []
      if (name === undefined) throw new Error(`no instruction: ${line}`)
      return { name, rest }
    })
}

/** Mappings and lists of a compose file, as paths: `services.server.ports[]: "…"`. */
function composePaths() {
  const stack = []
  return read('compose.yaml')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
    .map((line) => {
      const [, indent, dash, key, value] = /^( *)(- )?(?:([\w-]+):(?: |$))?(.*)$/.exec(line)
      const depth = indent.length / 2
      if (!Number.isInteger(depth) || depth > stack.length) throw new Error(`indent: ${line}`)
      stack.length = depth
      if (dash === undefined) stack.push(key)
      return { path: stack.join('.') + (dash === undefined ? '' : '[]'), value }
    })
}

const help =
  read('packages/server/src/cli/arguments.ts') +
  read('packages/server/src/cli/operation-settings.ts')
const known = (name) => new RegExp(`^ +${name} `, 'm').test(help)

describe('the image', () => {
  const all = instructions()
  const stages = all.filter(({ name }) => name === 'FROM').map(({ rest }) => rest.split(' AS '))
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'))

  it('is built on a Node that the packages support, and copies from stages there are', () => {
    const names = stages.map(([, name]) => name).filter(Boolean)
    const bases = stages.map(([image]) => image).filter((image) => !names.includes(image))
    for (const image of bases) expect(image).toMatch(/^node:(2[2-9])-[a-z]+-slim$/)
    const sources = all.flatMap(({ name, rest }) =>
      name === 'COPY' ? (/--from=(\S+)/.exec(rest)?.[1] ?? []) : [],
    )
    expect(sources.length).toBeGreaterThan(0)
    for (const source of sources) expect(names).toContain(source)
  })

  it('runs as somebody who is not root, with nothing but what it copies', () => {
    expect(last.find(({ name }) => name === 'USER')?.rest).toBe('node')
    expect(last.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      last.findIndex(({ name }) => name === 'CMD'),
    )
    expect(last.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from='))).toEqual(
      [],
    )
    expect(all.some(({ rest }) => rest.includes('deploy --prod'))).toBe(true)
  })

  it('starts the command of the package, and asks it whether it lives', () => {
    const command = JSON.parse(last.find(({ name }) => name === 'CMD')?.rest)
    const { bin } = JSON.parse(read('packages/server/package.json'))
    expect(command.slice(0, 3)).toEqual(['node', bin.porchlight.replace('./', ''), 'start'])
    expect(last.find(({ name }) => name === 'HEALTHCHECK')?.rest).toContain('/healthz')
  })

  it('sets only what the command reads', () => {
    const pairs = last.find(({ name }) => name === 'ENV').rest.split(' ')
    const names = pairs.map((pair) => pair.split('=')[0]).filter((name) => name !== 'NODE_ENV')
    expect(names.filter((name) => !known(name))).toEqual([])
  })
})

describe('the compose file', () => {
  const paths = composePaths()
  const valueAt = (path) => paths.find((entry) => entry.path === path)?.value

  it('waits for a PostgreSQL that is there, of the oldest version we support', () => {
    expect(valueAt('services.database.image')).toMatch(/^postgres:15/)
    expect(valueAt('services.database.healthcheck.test')).toContain('pg_isready')
    expect(valueAt('services.server.depends_on.database.condition')).toBe('service_healthy')
  })

  it('keeps the data in a volume that is declared', () => {
    const [volume] = valueAt('services.database.volumes[]').split(':')
    expect(paths.map(({ path }) => path)).toContain(`volumes.${volume}`)
  })

  it('sets only what the command reads, and holds no secret', () => {
    const set = paths.filter(({ path }) => path.startsWith('services.server.environment.'))
    expect(set.length).toBeGreaterThan(0)
    expect(set.map(({ path }) => path.split('.').at(-1)).filter((name) => !known(name))).toEqual([])
    const secrets = paths.filter(({ path }) => /PASSWORD|TOKEN|SMTP_URL$/.test(path))
    for (const { value } of secrets) expect(value).toMatch(/^\$\{\w+:[-?].*\}$/)
    expect(valueAt('services.server.environment.DATABASE_URL')).toMatch(/:\$\{POSTGRES_PASSWORD:\?/)
  })

  it('gives the server the time that its shut-down takes', () => {
    expect(Number.parseInt(valueAt('services.server.stop_grace_period'), 10)).toBeGreaterThan(13)
  })
})
