import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { repository } from './repository.mjs'

/**
 * Remembers from which inputs a step last ran, so that a second start does no work twice.
 *
 * Contents are hashed, not times: a fresh clone or a change of branch touches every file's time
 * and the contents of few. Hashing this tree takes some hundredths of a second.
 */

const skippedFolders = new Set(['node_modules', 'dist', '.tools', '.git'])

/** Files that no build reads: an edit to a test must not rebuild anything. */
const skippedFile = /\.test\.tsx?$|\.tsbuildinfo$/

/**
 * One hash over the names and contents of files.
 *
 * @param {string[]} paths files and folders relative to the repository; folders count with all
 *   that is in them except builds, installed packages and tests. A missing path counts as empty.
 */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  // The same sources give other builds under another major of Node (native bindings, transpilers).
  hash.update(process.version)
  for (const path of paths) addToHash(hash, path)
  return hash.digest('hex')
}

/**
 * @param {string} name of the step, as in `node_modules/.porchlight-<name>`
 * @param {string} inputs the step's fingerprint now
 */
export function isFresh(name, inputs) {
  const file = stampFile(name)
  return existsSync(file) && readFileSync(file, 'utf8') === inputs
}

/** Records that the step ran to its end from these inputs. */
export function writeStamp(name, inputs) {
  mkdirSync(`${repository}/node_modules`, { recursive: true })
  writeFileSync(stampFile(name), inputs)
}

/** Forgets the step, to be called before it runs: half a run must not look like a whole one. */
export function clearStamp(name) {
  rmSync(stampFile(name), { force: true })
}

function stampFile(name) {
  return `${repository}/node_modules/.porchlight-${name}`
}

function addToHash(hash, path) {
  const absolute = join(repository, path)
  if (!existsSync(absolute)) return
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) {
      if (!skippedFolders.has(name) && !skippedFile.test(name)) addToHash(hash, join(path, name))
    }
    return
  }
  hash.update(`\0${path}\0`).update(readFileSync(absolute))
}
