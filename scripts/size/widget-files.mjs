import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { repository } from '../setup/repository.mjs'

/**
 * The widget as a browser gets it: the launcher, and the two files it loads on first interest.
 */

const dist = `${repository}/packages/widget/dist`

/**
 * @returns {{ launcher: string, lazy: string[] }} paths below the widget's dist
 * @throws {Error} when the build does not have exactly one panel and one core
 */
export function widgetFiles() {
  const manifest = `${dist}/porchlight.manifest.json`
  if (existsSync(manifest)) {
    const { panel, core } = JSON.parse(readFileSync(manifest, 'utf8'))
    return { launcher: 'porchlight.js', lazy: [panel, core] }
  }
  return { launcher: 'porchlight.js', lazy: ['panel', 'core'].map(onlyLazyFile) }
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

function onlyLazyFile(name) {
  const found = readdirSync(`${dist}/p`).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.js'),
  )
  if (found.length !== 1) throw new Error(`widget/dist/p has ${found.length} files ${name}-*.js`)
  return `p/${found[0]}`
}
