/** The vocabularies of each project, read anew when its articles have changed: not by every question. */
import type { ReadTx, Store } from '../store/store.ts'
import { LANGUAGES, type Language } from './language.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** By language, those that a project has articles in. */
export type Vocabularies = ReadonlyMap<Language, Vocabulary>

/**
 * While articles are added one by one, each is a change, and reading all terms takes longer than
 * anything else a question needs.
 */
export const RENEW_AFTER_MS = 3_000

/** @param store used by each call; nothing is read before the first one */
export function createVocabularies(store: Store): {
  /** Of that project: as its articles are, or were {@link RENEW_AFTER_MS} ago. */
  find(project: number): Promise<Vocabularies>
} {
  const knownByProject = new Map<number, Known>()
  const readingByProject = new Map<number, Promise<Vocabularies>>()

  async function find(project: number): Promise<Vocabularies> {
    const { revision, now } = await store.lookUp(async (tx) => ({
      revision: await readRevision(tx, project),
      now: tx.now,
    }))
    const before = knownByProject.get(project)
    if (before !== undefined && isGood(before, revision, now)) return before.vocabularies
    const reading = readingByProject.get(project) ?? read(project)
    readingByProject.set(project, reading)
    return await reading
  }

  async function read(project: number): Promise<Vocabularies> {
    try {
      const known = await store.read((tx) => readVocabularies(tx, project))
      knownByProject.set(project, known)
      return known.vocabularies
    } finally {
      readingByProject.delete(project)
    }
  }

  return { find }
}

interface Known {
  readonly revision: number
  readonly readAt: number
  readonly vocabularies: Vocabularies
}

/** The first articles of a project are found at once. */
function isGood({ revision, readAt, vocabularies }: Known, newest: number, now: number): boolean {
  return revision === newest || (vocabularies.size > 0 && Math.abs(now - readAt) < RENEW_AFTER_MS)
}

async function readVocabularies(tx: ReadTx, project: number): Promise<Known> {
  const revision = await readRevision(tx, project)
  const vocabularies = new Map<Language, Vocabulary>()
  for (const language of LANGUAGES) {
    const rows = await tx.db
      .selectFrom('knowledge_sections')
      .select('terms')
      .where('project_id', '=', project)
      .where('language', '=', language)
      .execute()
    const texts = rows.map(({ terms }) => terms)
    if (texts.length > 0) vocabularies.set(language, createVocabulary(texts, language))
  }
  return { revision, readAt: tx.now, vocabularies }
}

async function readRevision(tx: ReadTx, project: number): Promise<number> {
  const state = await tx.db
    .selectFrom('knowledge_states')
    .select('revision')
    .where('project_id', '=', project)
    .executeTakeFirst()
  return state?.revision ?? 0
}
