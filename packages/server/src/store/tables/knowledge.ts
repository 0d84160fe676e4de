/** The articles an assistant answers from. */
import type { Generated } from 'kysely'
import type { Language } from '../../knowledge/language.ts'

/** By its revision a process notices what another one has changed. */
export interface KnowledgeStatesTable {
  project_id: number
  /** Rises with each change of the project's articles. */
  revision: number
}

/** What was added, article by article. */
export interface KnowledgeArticlesTable {
  id: string
  project_id: number
  /** Articles that came together: a folder, or a file. */
  source: string
  /** What it is called within its source. */
  name: string
  url: string | null
  title: string
  language: Language
  /** Of all that it was made of: an article with the same hash is the same. */
  hash: string
  created_at: number
}

/** What is searched and quoted. */
export interface KnowledgeSectionsTable {
  id: Generated<number>
  article_id: string
  /** The same as its article's, like the language. */
  project_id: number
  language: Language
  /** Place in its article, from 0 on. */
  position: number
  /** What tests and logs call it: the name of the article and its heading. */
  name: string
  heading: string | null
  /** Markdown, what is quoted. */
  body: string
  url: string | null
  /** Terms of title, heading and body, with a bar between these; what the index has. */
  terms: string
}
