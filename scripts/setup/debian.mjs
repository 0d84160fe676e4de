import { existsSync } from 'node:fs'
import { announce } from './announce.mjs'
import { runSetUp } from './run-command.mjs'

/**
 * Installs packages where we may: as root on a Debian.
 *
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they are there now; false, and nothing was tried, elsewhere
 */
export async function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
  announce(`Installing Debian's ${packages.join(', ')} (apt-get); this takes up to a minute`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages]
  if ((await runSetUp('apt-get', ['update', '-q'], { env })) !== 0) return false
  return (await runSetUp('apt-get', install, { env })) === 0
}
