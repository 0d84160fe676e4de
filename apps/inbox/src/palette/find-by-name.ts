/** Finds by what somebody types: whole parts of words first, then letters in their order. */

/**
 * Those whose name has all words that were typed, wherever; behind them those that have the letters
 * in this order, from the beginning of a word on: "thx ret" is in "Thanks, extra: return".
 */
export function findByName<T>(
  all: readonly T[],
  typed: string,
  nameOf: (item: T) => string,
): readonly T[] {
  const words = fold(typed).split(/\s+/)
  const named = all.map((item) => ({ item, name: fold(nameOf(item)) }))
  const hasAll = ({ name }: { name: string }) => words.every((word) => name.includes(word))
  const exact = named.filter(hasAll)
  const letters = words.join('')
  const like = letters.length < 2 ? [] : named.filter((each) => !exact.includes(each))
  return [...exact, ...like.filter(({ name }) => hasLetters(name, letters))].map(({ item }) => item)
}

function hasLetters(name: string, letters: string): boolean {
  const starts = [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)]
  return starts.some(({ 0: first, index }) => {
    if (first !== letters[0]) return false
    let at = index
    return [...letters].every((letter) => {
      at = name.indexOf(letter, at) + 1
      return at > 0
    })
  })
}

/** Without upper case and accents. */
function fold(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
