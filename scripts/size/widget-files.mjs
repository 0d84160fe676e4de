import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { repository } from '../setup/repository.mjs'

/**
 * The widget as a browser gets it: the launcher, the two files it loads on first interest, and
 * those that the panel fetches after itself.
 */

const dist = `${repository}/packages/widget/dist`

/**
 * @returns {{ launcher: string, lazy: string[], later: string[] }} paths below the widget's dist
 */
export function widgetFiles() {
  const manifest = readFileSync(`${dist}/porchlight.manifest.json`, 'utf8')
  const { launcher, panel, core, ...others } = JSON.parse(manifest)
  return { launcher, lazy: [panel, core], later: Object.values(others) }
}

/** @param {string} file path below the widget's dist */
export function readWidgetFile(file) {
  return readFileSync(`${dist}/${file}`, 'utf8')
}

/**
 * What a file makes the browser fetch before it runs. Each file must stand alone: the launcher is
 * one request, and Firefox never asks again for a static import that failed once.
 *
 * @returns {string[]}
 */
export function staticImports(file) {
  const { module } = parseSync(file, readWidgetFile(file))
  return module.staticImports.map((statement) => statement.moduleRequest.value)
}
