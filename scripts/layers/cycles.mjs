import { posix } from 'node:path'

/**
 * Finds product files that import each other in a ring, within a package and across packages.
 *
 * @param {import('./read-tree.mjs').Package[]} packages
 * @returns {string[][]} each ring once, as the paths along it, the first again at the end
 */
export function findCycles(packages) {
  const importsByPath = readGraph(packages)
  const rings = []
  const finished = new Set()

  /** Walks depth first; a path met again while still on the trail closes a ring. */
  function visit(path, trail) {
    const start = trail.indexOf(path)
    if (start !== -1) {
      rings.push([...trail.slice(start), path])
      return
    }
    if (finished.has(path)) return
    for (const next of importsByPath.get(path) ?? []) visit(next, [...trail, path])
    finished.add(path)
  }

  for (const path of importsByPath.keys()) visit(path, [])
  return rings
}

/** Each product file with the product files it imports. Tests may look back; styles are no modules. */
function readGraph(packages) {
  const product = packages.flatMap((pkg) => pkg.modules.filter(({ role }) => role === 'product'))
  const known = new Set(product.map(({ path }) => path))
  const entryBySpecifier = new Map(packages.flatMap(sourceEntries))
  const resolve = (from, specifier) =>
    specifier.startsWith('.')
      ? posix.join(posix.dirname(from), specifier)
      : entryBySpecifier.get(specifier)

  return new Map(
    product.map(({ path, specifiers }) => [
      path,
      specifiers.map((specifier) => resolve(path, specifier)).filter((target) => known.has(target)),
    ]),
  )
}

/** The TypeScript behind each address that a package exports: `['@porchlight/sync', path]`. */
function sourceEntries({ layer, manifest }) {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
    typeof target.source === 'string'
      ? [[posix.join(manifest.name, subpath), posix.join(layer.folder, target.source)]]
      : [],
  )
}
