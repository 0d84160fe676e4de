/**
 * What the assistant answers from: articles, their sections, and a full-text index of those. What is
 * indexed are the terms that `knowledge/search-terms.ts` makes, so neither engine takes a text apart
 * in a way of its own.
 */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from './create-index.ts'

export async function addKnowledge(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('knowledge_states')
    .addColumn('project_id', 'integer', (c) => c.primaryKey().references('projects.id'))
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('knowledge_articles')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('projects.id'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('knowledge_articles_name', ['project_id', 'source', 'name'])
    .execute()
  const sections = db.schema.createTable('knowledge_sections')
  const withId =
    engine === 'sqlite'
      ? sections.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      : sections.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity())
  await withId
    .addColumn('article_id', 'text', (c) => c.notNull().references('knowledge_articles.id'))
    .addColumn('project_id', 'integer', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('heading', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('terms', 'text', (c) => c.notNull())
    .execute()
  await createIndex(db, 'knowledge_sections', ['article_id'])
  await createIndex(db, 'knowledge_sections', ['project_id', 'language'])
  await (engine === 'sqlite' ? indexBySqlite(db) : indexByPostgres(db))
}

/** The index holds no second copy of the texts; triggers keep it in step with its table. */
async function indexBySqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    create virtual table knowledge_search
    using fts5(terms, content='knowledge_sections', content_rowid='id', tokenize='unicode61')
  `.execute(db)
  await sql`
    create trigger knowledge_section_added after insert on knowledge_sections begin
      insert into knowledge_search (rowid, terms) values (new.id, new.terms);
    end
  `.execute(db)
  await sql`
    create trigger knowledge_section_removed after delete on knowledge_sections begin
      insert into knowledge_search (knowledge_search, rowid, terms)
      values ('delete', old.id, old.terms);
    end
  `.execute(db)
}

/** From an array, since PostgreSQL's own parser would split and join terms by rules of its own. */
async function indexByPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table knowledge_sections add column lexemes tsvector
    generated always as (array_to_tsvector(string_to_array(terms, ' '))) stored
  `.execute(db)
  await sql`
    create index knowledge_sections_lexemes on knowledge_sections using gin (lexemes)
  `.execute(db)
}
