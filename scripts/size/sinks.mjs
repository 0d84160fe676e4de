/**
 * Looks in built files for the ways to turn a string into markup or code. A site that forbids them
 * by policy would see violations, and a message could become a script. An update of a dependency
 * that brings one in fails here.
 */

const sinks = {
  innerHTML: /\binnerHTML\b/g,
  outerHTML: /\bouterHTML\b/g,
  insertAdjacentHTML: /\binsertAdjacentHTML\b/g,
  'document.write': /\bdocument\.write(ln)?\b/g,
  eval: /\beval\s*\(/g,
  Function: /\bFunction\s*\(/g,
  srcdoc: /\bsrcdoc\b/g,
}

/**
 * Mentions that have been read and found harmless, by file without its hash. Preact has two: both
 * serve `dangerouslySetInnerHTML`, which lint forbids.
 */
const reviewed = { 'p/panel.js': { innerHTML: 2 } }

/**
 * @param {Record<string, string>} codeByFile as built, by path below the widget's dist
 * @returns {string[]} each count that differs from the reviewed one; fewer mentions also count, so
 *   that the list never allows what is no longer there
 */
export function unreviewedSinks(codeByFile) {
  return Object.entries(codeByFile).flatMap(([file, code]) =>
    Object.entries(sinks).flatMap(([sink, pattern]) => {
      const found = code.match(pattern)?.length ?? 0
      const allowed = reviewed[withoutHash(file)]?.[sink] ?? 0
      return found === allowed
        ? []
        : [`${file} mentions ${sink} ${found} times, reviewed: ${allowed}`]
    }),
  )
}

/** `p/panel-BxY3_k9Q.js` is `p/panel.js`. */
function withoutHash(file) {
  return file.replace(/^(p\/[a-z]+)-[\w-]+\.js$/, '$1.js')
}
