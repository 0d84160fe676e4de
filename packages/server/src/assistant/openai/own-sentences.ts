/** Plain sentences of our own, where the model says none. */
import { type Language, languageOf } from '../../knowledge/language.ts'

type Sentence = 'visitorRequest' | 'noAnswer' | 'unavailable'

const SENTENCES: Readonly<Record<Language, Readonly<Record<Sentence, string>>>> = {
  en: {
    visitorRequest:
      'A person from our team will answer you here. You can close the chat; the answer will be waiting.',
    noAnswer:
      'I do not know this, so a person from our team will answer you here. You can close the chat; the answer will be waiting.',
    unavailable:
      'I cannot answer at the moment, so a person from our team will answer you here. You can close the chat; the answer will be waiting.',
  },
  de: {
    visitorRequest:
      'Jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    noAnswer:
      'Das weiß ich nicht; jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    unavailable:
      'Ich kann gerade nicht antworten; jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
  },
}

/** In the language of what was asked. */
export function sentencesFor(questions: readonly string[]): Readonly<Record<Sentence, string>> {
  return SENTENCES[languageOf(questions.join('\n'))]
}
