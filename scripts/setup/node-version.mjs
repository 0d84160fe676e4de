import { giveUp } from './announce.mjs'
import { rootManifest } from './repository.mjs'

/**
 * Stops with one line when this Node is older than `engines.node` of the root package.json.
 *
 * Must be the first thing a command does: everything after it may use what the floor offers. The
 * modules imported up to here therefore keep to syntax that Node 14 reads.
 */
export function requireSupportedNode() {
  const floor = rootManifest.engines.node.replace('>=', '')
  if (isOlder(process.versions.node, floor)) {
    giveUp(`Porchlight needs Node ${floor} or newer; this is Node ${process.versions.node}.`)
  }
}

function isOlder(version, floor) {
  const [major, minor] = version.split('.').map(Number)
  const [floorMajor, floorMinor] = floor.split('.').map(Number)
  return major < floorMajor || (major === floorMajor && minor < floorMinor)
}
