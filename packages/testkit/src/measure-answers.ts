/** How well an assistant finds what it is asked for, and knows when it does not. */

/** A question of a set, and what answers it. */
export interface AskedQuestion {
  readonly language: string
  /** Name of the article; null when none answers it. */
  readonly article: string | null
  readonly text: string
  /** Nobody looks at how these come out while the assistant is tuned. */
  readonly isHeldBack: boolean
}

/** What became of one. */
export interface AskedResult {
  /** Names of the articles that were found, the best first. */
  readonly found: readonly string[]
  /** Whether it said that it does not know. */
  readonly saysUnknown: boolean
}

/** Shares from 0 to 1; null where there is nothing to share. */
export interface AnswerScores {
  readonly set: string
  readonly questions: number
  readonly recallAt1: number | null
  readonly recallAt3: number | null
  /** Of those it says it does not know, how many nobody could. */
  readonly unknownPrecision: number | null
  /** Of those nobody could know, of how many it says so. */
  readonly unknownRecall: number | null
}

/** Every third question is held back, by its line. */
const HELD_BACK_EVERY = 3

/**
 * Reads a set: a line a question, with language, article (`-` for none) and text between tabs.
 *
 * @throws Error for a line that is none
 */
export function parseQuestions(lines: string): AskedQuestion[] {
  const rows = lines.split('\n').filter((line) => line !== '')
  return rows.map((line, n) => {
    const [language, article, text] = line.split('\t')
    if (language === undefined || article === undefined || text === undefined) {
      throw new Error(`line ${n + 1} is no question`)
    }
    const isHeldBack = n % HELD_BACK_EVERY === HELD_BACK_EVERY - 1
    return { language, article: article === '-' ? null : article, text, isHeldBack }
  })
}

/** Asks all of them, one after the other. @returns scores of all, by language, and of those held back */
export async function measureAnswers(
  questions: readonly AskedQuestion[],
  ask: (text: string) => Promise<AskedResult>,
): Promise<AnswerScores[]> {
  const asked: (AskedQuestion & AskedResult)[] = []
  for (const question of questions) asked.push({ ...question, ...(await ask(question.text)) })
  const languages = [...new Set(questions.map(({ language }) => language))]
  return [
    score('all', asked),
    ...languages.map((language) =>
      score(
        language,
        asked.filter((one) => one.language === language),
      ),
    ),
    score(
      'tuned on',
      asked.filter(({ isHeldBack }) => !isHeldBack),
    ),
    score(
      'held back',
      asked.filter(({ isHeldBack }) => isHeldBack),
    ),
  ]
}

function score(set: string, asked: readonly (AskedQuestion & AskedResult)[]): AnswerScores {
  const known = asked.filter(({ article }) => article !== null)
  const unknown = asked.filter(({ article }) => article === null)
  const said = asked.filter(({ saysUnknown }) => saysUnknown)
  const isWithin = (count: number) => (one: AskedQuestion & AskedResult) =>
    one.article !== null && one.found.slice(0, count).includes(one.article)
  return {
    set,
    questions: asked.length,
    recallAt1: share(known.filter(isWithin(1)).length, known.length),
    recallAt3: share(known.filter(isWithin(3)).length, known.length),
    unknownPrecision: share(said.filter(({ article }) => article === null).length, said.length),
    unknownRecall: share(unknown.filter(({ saysUnknown }) => saysUnknown).length, unknown.length),
  }
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((1_000 * part) / of) / 1_000
}
