import { existsSync } from 'node:fs'
import { announce, giveUp } from './announce.mjs'
import { providePnpm } from './pnpm.mjs'
import { repository } from './repository.mjs'
import { runSetUp } from './run-command.mjs'
import { clearStamp, fingerprint, isFresh, writeStamp } from './stamp.mjs'

/**
 * Installs the dependencies exactly as the lockfile says, when they are not there already or the
 * lockfile has changed. Stops the process when that fails.
 */
export async function installPackages() {
  const lockfile = fingerprint(['pnpm-lock.yaml'])
  if (isFresh('install', lockfile) && existsSync(`${repository}/node_modules/.modules.yaml`)) return

  const pnpm = await providePnpm()
  announce('Installing packages (pnpm install --frozen-lockfile)')
  clearStamp('install')
  // Without the second flag pnpm would ask before it replaces a node_modules that another tool made,
  // and fail where nobody can answer.
  const flags = ['--frozen-lockfile', '--config.confirm-modules-purge=false']
  const code = await runSetUp(process.execPath, [pnpm, 'install', ...flags])
  if (code !== 0) giveUp('The packages could not be installed; pnpm says why above.')
  writeStamp('install', lockfile)
}
