/** Plain sentences of our own; what is said at a hand-over is in `hand-over-sentence.ts`. */
import { type Language, languageOf } from '../knowledge/language.ts'

type Sentence = 'weakMatch' | 'greeting' | 'goodbye'

const SENTENCES: Readonly<Record<Language, Readonly<Record<Sentence, string>>>> = {
  en: {
    weakMatch:
      'This may not be quite what you asked. If it is not, write “person” and someone from our team takes over.',
    greeting: 'What would you like to know? I answer from our help pages.',
    goodbye: 'All right. Write again whenever you have a question.',
  },
  de: {
    weakMatch:
      'Vielleicht ist das nicht ganz, was Sie wissen wollten. Schreiben Sie dann „Mitarbeiter“, und jemand aus unserem Team übernimmt.',
    greeting: 'Was möchten Sie wissen? Ich antworte aus unseren Hilfeseiten.',
    goodbye: 'Gut. Schreiben Sie wieder, wenn Sie eine Frage haben.',
  },
}

/** In the language of what was asked. */
export function sentencesFor(questions: readonly string[]): Readonly<Record<Sentence, string>> {
  return SENTENCES[languageOf(questions.join('\n'))]
}
