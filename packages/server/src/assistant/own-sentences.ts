/** Plain sentences of the assistants' own; everything else they say stands in an article, or is a model's. */
import { type Language, languageOf } from '../knowledge/language.ts'

type Sentence =
  | 'visitorRequest'
  | 'nothingFound'
  | 'unknown'
  | 'unavailable'
  | 'weakMatch'
  | 'greeting'
  | 'goodbye'

const SENTENCES: Readonly<Record<Language, Readonly<Record<Sentence, string>>>> = {
  en: {
    visitorRequest:
      'A person from our team will answer you here. You can close the chat; the answer will be waiting.',
    nothingFound:
      'I found nothing about this in our help pages, so a person will answer you here. You can close the chat; the answer will be waiting.',
    unknown:
      'I do not know this, so a person from our team will answer you here. You can close the chat; the answer will be waiting.',
    unavailable:
      'I cannot answer at the moment, so a person from our team will answer you here. You can close the chat; the answer will be waiting.',
    weakMatch:
      'This may not be quite what you asked. If it is not, write “person” and someone from our team takes over.',
    greeting: 'What would you like to know? I answer from our help pages.',
    goodbye: 'All right. Write again whenever you have a question.',
  },
  de: {
    visitorRequest:
      'Jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    nothingFound:
      'Dazu habe ich in unseren Hilfeseiten nichts gefunden; jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    unknown:
      'Das weiß ich nicht; jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    unavailable:
      'Ich kann gerade nicht antworten; jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
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
