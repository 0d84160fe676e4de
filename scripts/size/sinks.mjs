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
  setHTML: /\bsetHTML(Unsafe)?\b/g,
  parseHTML: /\bparseHTML(Unsafe)?\b/g,
  parseFromString: /\bparseFromString\b/g,
  createContextualFragment: /\bcreateContextualFragment\b/g,
  'a timer with a string': /\bset(Timeout|Interval)\s*\(\s*["'`]/g,
}

/**
 * None is allowed, whoever wrote it: what preact and Dexie had of them is cut out by the build.
 *
 * @param {Record<string, string>} codeByFile as built, by path below the widget's dist
 * @returns {string[]} a line for each kind of sink in each file
 */
export function foundSinks(codeByFile) {
  return Object.entries(codeByFile).flatMap(([file, code]) =>
    Object.entries(sinks).flatMap(([sink, pattern]) => {
      const found = code.match(pattern)?.length ?? 0
      return found === 0 ? [] : [`${file} mentions ${sink} ${found} times`]
    }),
  )
}
