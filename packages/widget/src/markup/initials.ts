/** At most so many letters fit. */
const MAX_LETTERS = 2

/**
 * The first letters of the first and the last word. Scripts without spaces, and names of one word,
 * get one; a letter is what a reader takes for one, with its marks.
 */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .slice(0, MAX_LETTERS)
    .map((word = '') => firstLetter(word.replace(/^[^\p{L}\p{N}]+/u, '')))
    .join('')
}

function firstLetter(word: string): string {
  const [letter = ''] =
    'Segmenter' in Intl
      ? [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment)
      : word
  return letter.toLocaleUpperCase()
}
