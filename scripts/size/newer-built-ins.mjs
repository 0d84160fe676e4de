/**
 * Looks in built files for what the oldest engines that we name do not have (Chrome 108, Firefox 101,
 * Safari 15.4; see the widget's README). A bundler lowers syntax; what a method is called passes it.
 */

/** With the engine that has it too late for us. Only names that nothing else has. */
const newerBuiltIns = {
  'Array#findLast': /\.findLast(Index)?\(/, // Firefox 104
  'Array#toSorted': /\.to(Sorted|Reversed|Spliced)\(/, // Chrome 110
  'Array.fromAsync': /\bArray\.fromAsync\(/, // Chrome 121
  'Object.groupBy': /\b(Object|Map)\.groupBy\(/, // Chrome 117
  'Promise.withResolvers': /\bPromise\.withResolvers\(/, // Chrome 119
  'Promise.try': /\bPromise\.try\(/, // Chrome 128
  'RegExp.escape': /\bRegExp\.escape\(/, // Chrome 136
  'String#isWellFormed': /\.(is|to)WellFormed\(/, // Chrome 111
  'AbortSignal.any': /\bAbortSignal\.(any|timeout)\(/, // Safari 16
  'URL.canParse': /\bURL\.(canParse|parse)\(/, // Chrome 120
  'Set#union': /\.(union|intersection|symmetricDifference|isSubsetOf|isDisjointFrom)\(/, // Chrome 122
  'Element#checkVisibility': /\.checkVisibility\(/, // Firefox 106
}

/**
 * @param {Record<string, string>} codeByFile as built
 * @returns {string[]} one line for each built-in of each file
 */
export function usedNewerBuiltIns(codeByFile) {
  return Object.entries(codeByFile).flatMap(([file, code]) =>
    Object.entries(newerBuiltIns)
      .filter(([, pattern]) => pattern.test(code))
      .map(([name]) => `${file} uses ${name}, which the oldest engines do not have`),
  )
}
