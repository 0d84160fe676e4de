import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * Reads the packages of a source tree into plain data: each file with what it imports.
 *
 * @typedef {'product' | 'test' | 'tool'} Role
 * @typedef {{ path: string, role: Role, specifiers: string[] }} Module `path` is relative to the root
 * @typedef {{ layer: import('./table.mjs').Layer, manifest: any, modules: Module[] }} Package
 */

const sourceSuffixes = new Set(['.ts', '.tsx', '.js', '.mjs'])
const skippedFolders = new Set(['node_modules', 'dist', 'public'])

/**
 * @param {string} root absolute path of the repository
 * @param {import('./table.mjs').Layer} layer
 * @returns {Package}
 * @throws {Error} when the folder has no package.json or a file does not parse
 */
export function readPackage(root, layer) {
  const manifestFile = join(root, layer.folder, 'package.json')
  if (!existsSync(manifestFile)) throw new Error(`${layer.folder} has no package.json`)
  return {
    layer,
    manifest: JSON.parse(readFileSync(manifestFile, 'utf8')),
    modules: sourceFiles(root, layer.folder).map((path) => ({
      path,
      role: roleOf(path, layer),
      specifiers: readSpecifiers(path, readFileSync(join(root, path), 'utf8')),
    })),
  }
}

/** Every source file below a folder, in a stable order. A folder with a package.json is another package. */
function sourceFiles(root, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        const isOther = existsSync(join(root, path, 'package.json'))
        return isOther || skippedFolders.has(entry.name) ? [] : sourceFiles(root, path)
      }
      return sourceSuffixes.has(extname(entry.name)) ? [path] : []
    })
}

function roleOf(path, layer) {
  if (layer.isTestCode || /\.(test|test-d|bench)\.[a-z]+$/.test(path)) return 'test'
  // A `build/` holds plug-ins of the bundler, which run where the config runs.
  if (/\.config\.[a-z]+$/.test(path) || /^(apps|packages)\/[^/]+\/build\//.test(path)) return 'tool'
  // What several tests of a package share; its tsconfig leaves the folder out of the build.
  if (path.includes('/src/testing/')) return 'test'
  return 'product'
}

/**
 * What a module names in `import`, `export … from` and `import()`. Imports of types count: two files
 * that need each other's types cannot be understood, or moved, one without the other.
 */
function readSpecifiers(path, source) {
  const { module, errors } = parseSync(path, source)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`)

  const fixed = module.staticImports.map((statement) => statement.moduleRequest.value)
  const passedOn = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  )
  // A computed address, as the launcher's, has no literal; what it loads is found by the build.
  const lazy = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^(['"])(.*)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end))
    return literal?.[2] ?? []
  })
  return [...new Set([...fixed, ...passedOn, ...lazy])].map(withoutQuery)
}

/** `./panel.css?inline` is the file `./panel.css`, read in a way of the bundler's. */
function withoutQuery(specifier) {
  return specifier.replace(/\?.*$/, '')
}
