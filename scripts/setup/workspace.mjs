import { installPackages } from './install.mjs'
import { requireSupportedNode } from './node-version.mjs'

/**
 * What every command needs before it starts: a Node that is new enough, and the locked packages.
 * Stops the process with one line where that cannot be had.
 */
export async function prepareWorkspace() {
  requireSupportedNode()
  await installPackages()
}
