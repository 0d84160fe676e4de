import { existsSync, readFileSync } from 'node:fs'
import { announce, giveUp } from './announce.mjs'
import { repository, rootManifest } from './repository.mjs'
import { runSetUp } from './run-command.mjs'

/**
 * The pinned pnpm, fetched into `.tools/` by npm, which every Node brings along.
 *
 * Not corepack: newer Nodes no longer ship it, and older ones refuse versions signed after their
 * release. Not a global pnpm either: another major writes another lockfile.
 */

const tools = `${repository}/.tools`
const home = `${tools}/lib/node_modules/pnpm`

/** The version in `packageManager`, without the hash that follows it. */
const pinnedVersion = rootManifest.packageManager.replace(/^pnpm@/, '').replace(/\+.*$/, '')

/**
 * Makes sure that `.tools/` holds the pinned pnpm. Does nothing when it is there.
 *
 * @returns {Promise<string>} path of the script, to be run with Node
 */
export async function providePnpm() {
  if (installedVersion() !== pinnedVersion) {
    announce(`Fetching pnpm ${pinnedVersion} into .tools/`)
    const flags = ['--prefix', tools, '--no-fund', '--no-audit', '--loglevel=error']
    const code = await runSetUp('npm', ['install', '--global', ...flags, `pnpm@${pinnedVersion}`])
    if (code !== 0) giveUp('npm could not fetch pnpm. Is the npm registry reachable?')
  }
  return `${home}/bin/pnpm.cjs`
}

function installedVersion() {
  const manifest = `${home}/package.json`
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined
}
