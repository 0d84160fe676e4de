import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { forTests, forTools } from './table.mjs'

/**
 * The rules of the layers, as a function from a package to the sentences that say what breaks them.
 */

const scope = '@porchlight/'

/**
 * @param {import('./read-tree.mjs').Package} pkg
 * @returns {string[]} one line a breach; empty when all is well
 */
export function breachesOf(pkg) {
  return [
    ...manifestBreaches(pkg),
    ...pkg.modules.flatMap((module) =>
      module.specifiers.flatMap((specifier) => {
        const reason = reasonAgainst(specifier, module, pkg)
        return reason === undefined ? [] : [`${module.path} imports ${specifier}: ${reason}`]
      }),
    ),
  ]
}

/** What is declared must be allowed, or the table would tell half the truth. */
function manifestBreaches({ layer, manifest }) {
  const shipped = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const forDevelopment = Object.keys(manifest.devDependencies ?? {})
  const breach = (name) => `${layer.folder}/package.json declares ${name}: not in its layer`
  return [
    ...shipped.filter((name) => !allowedIn(layer, 'product').has(name)),
    ...forDevelopment.filter(
      (name) => !allowedIn(layer, 'test').has(name) && !allowedIn(layer, 'tool').has(name),
    ),
  ].map(breach)
}

/** Why this import breaks a rule, or undefined when it does not. */
function reasonAgainst(specifier, module, { layer, manifest }) {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(module.path), specifier)
    return target.startsWith(`${layer.folder}/`) ? undefined : 'it leaves its package by a path'
  }
  if (isBuiltin(specifier)) {
    const mayUseNode = layer.node === true || module.role !== 'product'
    return mayUseNode ? undefined : 'this package runs without Node'
  }
  const name = packageName(specifier)
  if (name === manifest.name) return 'a package imports its own files by relative path'
  if (!allowedIn(layer, module.role).has(name)) return 'not in its layer'
  if (module.role === 'product' && !isShippedWith(manifest, name)) {
    return 'not declared in its package.json'
  }
  return undefined
}

function allowedIn(layer, role) {
  const ofTests = role === 'test' ? forTests : { workspace: [], thirdParty: [] }
  const ofTools = role === 'product' ? [] : forTools.thirdParty
  const theirs = role === 'test' ? (layer.testWorkspace ?? []) : []
  const ours = [...layer.workspace, ...ofTests.workspace, ...theirs].map((name) => scope + name)
  return new Set([...ours, ...layer.thirdParty, ...ofTests.thirdParty, ...ofTools])
}

/** A private package is never installed by anyone, so for it the kinds of dependency are one. */
function isShippedWith(manifest, name) {
  const development = manifest.private === true ? manifest.devDependencies : {}
  return name in { ...manifest.dependencies, ...manifest.peerDependencies, ...development }
}

/** `@preact/signals/utils` is of `@preact/signals`, `hono/cors` of `hono`. */
function packageName(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
