import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { installFromDebian } from './debian.mjs'
import { isExecutable } from './executables.mjs'
import { outputOf } from './run-command.mjs'

/**
 * A PostgreSQL cluster for one run: made in a temporary folder, on the loopback alone, and gone
 * afterwards.
 */

const MIN_VERSION = 15

/**
 * @param {{ isDurable?: boolean }} [options] unless it is to be durable, it keeps nothing on the disk
 *   in order: faster, and good enough for what is thrown away
 * @returns {Promise<{ url: string, stop: () => void } | undefined>} undefined where there is no
 *   PostgreSQL and none can be installed
 */
export async function startPostgres({ isDurable = false } = {}) {
  const bin = findPostgres() ?? (await fromDebian())
  if (bin === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-postgres-'))
  const user = userOfCluster()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const run = (program, args) => {
    const { status, stdout, stderr } = spawnSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${program} failed:\n${stdout}${stderr}`)
  }
  run('initdb', [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'porchlight',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '-N',
  ])
  const settings = [
    'listen_addresses=127.0.0.1',
    'max_connections=300',
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
  ]
  const options = ['-p', port, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])]
  const log = join(folder, 'log')
  run('pg_ctl', ['-D', data, '-l', log, '-o', options.join(' '), '-w', 'start'])
  const stop = () => {
    spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], {
      ...user,
      cwd: folder,
    })
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `postgres://porchlight@127.0.0.1:${port}/postgres`, stop }
}

/** The folder of the programs: on PATH, or where Debian keeps them by version, the newest first. */
function findPostgres() {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : []
  const folders = [...onPath, ...versions.map((version) => join(debian, version, 'bin'))]
  return folders.find((folder) => isExecutable(join(folder, 'initdb')) && isRecent(folder))
}

function isRecent(folder) {
  const version = outputOf(join(folder, 'postgres'), ['--version']) ?? ''
  return Number(/(\d+)/.exec(version)?.[1] ?? 0) >= MIN_VERSION
}

async function fromDebian() {
  return (await installFromDebian(['postgresql'])) ? findPostgres() : undefined
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function userOfCluster() {
  if (process.getuid?.() !== 0) return {}
  const name = ['postgres', 'nobody'].find(
    (candidate) => outputOf('id', ['-u', candidate]) !== undefined,
  )
  if (name === undefined) throw new Error('There is no user that PostgreSQL could run as.')
  return { uid: Number(outputOf('id', ['-u', name])), gid: Number(outputOf('id', ['-g', name])) }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
