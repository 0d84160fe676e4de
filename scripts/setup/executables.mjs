import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs on this machine. */

/** Whether a program is there and may be run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {string[]} names in the order of preference
 * @returns {string | undefined} absolute path of the first that is on PATH
 */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}
