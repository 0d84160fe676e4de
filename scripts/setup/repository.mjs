import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository, with a trailing separator removed. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** The root package.json, parsed. */
export const rootManifest = JSON.parse(readFileSync(`${repository}/package.json`, 'utf8'))
