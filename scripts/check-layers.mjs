import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCycles } from './layers/cycles.mjs'
import { readPackage } from './layers/read-tree.mjs'
import { breachesOf } from './layers/rules.mjs'
import { layers } from './layers/table.mjs'
import { repository } from './setup/repository.mjs'

/**
 * `node scripts/check-layers.mjs`: fails when an import goes up or sideways, leaves its package, or
 * closes a ring. The rules are the table in `layers/table.mjs`.
 */

/**
 * @param {string} root absolute path of a repository with packages as in the table
 * @returns {string[]} what is wrong, one line each; empty when all is well
 */
export function checkLayers(root) {
  const packages = layers.map((layer) => readPackage(root, layer))
  return [
    ...unknownPackages(root),
    ...packages.flatMap(breachesOf),
    ...findCycles(packages).map((ring) => `import cycle: ${ring.join(' \u2192 ')}`),
  ]
}

/** A package that the table does not know would go unchecked. */
function unknownPackages(root) {
  const known = new Set(layers.map(({ folder }) => folder))
  return ['packages', 'apps']
    .flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'package.json')) && !known.has(folder))
    .map((folder) => `${folder} has no row in scripts/layers/table.mjs`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkLayers(repository)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}
