import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Results of one run: a table for people, and the same as JSON. */

/**
 * @typedef {Record<string, string | number | boolean | null>} Row
 * @param {string} title
 * @param {Row[]} rows
 */
export function printTable(title, rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [columns, ...rows.map((row) => columns.map((name) => String(row[name] ?? '')))]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i].length)))
  console.log(`\n${title}`)
  for (const [n, line] of cells.entries()) {
    console.log(
      line
        .map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i])))
        .join('  '),
    )
    if (n === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  }
}

/** @param {string} file @param {unknown} results */
export function writeJson(file, results) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}
