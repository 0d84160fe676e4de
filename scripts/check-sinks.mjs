import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { repository } from './setup/repository.mjs'

/**
 * `node scripts/check-sinks.mjs`: fails when source of ours can turn a string into markup or code.
 * The built files are looked through too, by `npm run size`; here whoever wrote it is told where.
 */

/** Names that have no other use than to turn a string into markup, wherever they stand. */
const MARKUP_NAMES = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'setHTML',
  'setHTMLUnsafe',
  'parseHTML',
  'parseHTMLUnsafe',
  'parseFromString',
  'createContextualFragment',
  'srcdoc',
  'srcDoc',
])
const WRITERS = new Set(['write', 'writeln'])
const COMPILERS = new Set(['eval', 'Function'])
const TIMERS = new Set(['setTimeout', 'setInterval'])

/**
 * @param {string} file for its suffix
 * @param {string} code
 * @returns {string[]} one line for each sink, with the line it is in
 */
export function sinksIn(file, code) {
  const found = []
  const note = (node, what) => {
    found.push(`line ${code.slice(0, node.start).split('\n').length}: ${what}`)
  }
  const named = (node) => {
    const name = node?.name ?? node?.value
    if (MARKUP_NAMES.has(name)) note(node, name)
  }
  const called = ({ callee, arguments: given }) => {
    const [first] = given
    if (COMPILERS.has(callee.name)) note(callee, callee.name)
    if (TIMERS.has(callee.name ?? callee.property?.name) && isText(first)) {
      note(callee, 'a timer with a string')
    }
    const { object, property } = callee
    const method = property?.name ?? property?.value
    const isDocument = object?.name === 'document' || object?.property?.name === 'document'
    if (isDocument && WRITERS.has(method)) note(callee, `document.${method}`)
    if (/^createElement(NS)?$/.test(method ?? '') && given.some(isScript)) {
      note(callee, 'a script element')
    }
  }
  new Visitor({
    MemberExpression: ({ property }) => named(property),
    Property: ({ key }) => named(key),
    JSXAttribute: ({ name }) => named(name),
    CallExpression: called,
    NewExpression: called,
  }).visit(parseSync(file, code).program)
  return found
}

function isText(node) {
  return node?.type === 'TemplateLiteral' || typeof node?.value === 'string'
}

function isScript(node) {
  return typeof node?.value === 'string' && node.value.toLowerCase() === 'script'
}

/** Source that is shipped: what tests write into a page of their own is theirs. */
function shippedFiles() {
  return ['packages', 'apps'].flatMap((room) =>
    readdirSync(join(repository, room)).flatMap((name) => {
      const folder = join(repository, room, name, 'src')
      return readdirSync(folder, { recursive: true })
        .filter((file) => /\.tsx?$/.test(file) && !/\.(test|test-d|bench)\.tsx?$/.test(file))
        .filter((file) => !/(^|\/)testing\//.test(file))
        .map((file) => join(folder, file))
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of shippedFiles()) {
    for (const sink of sinksIn(file, readFileSync(file, 'utf8'))) {
      console.error(`${relative(repository, file)}, ${sink}`)
      process.exitCode = 1
    }
  }
}
