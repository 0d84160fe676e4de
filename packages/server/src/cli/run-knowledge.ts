/** Carries out `porchlight knowledge`, beside a server that may be running on the same database. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { findProject } from '../auth/projects.ts'
import { type Ingested, ingest, listArticleFiles } from '../knowledge/ingest.ts'
import { createKnowledgeIndex, type ListedArticle } from '../knowledge/knowledge-index.ts'
import {
  ARTICLE_MAX_BYTES,
  ARTICLE_MAX_SECTIONS,
  type ArticleFile,
  type ArticleRefusal,
  articleName,
  isArticleFile,
} from '../knowledge/read-article.ts'
import { ADDRESS_MAX_CHARACTERS, type PageList, readPageList } from '../knowledge/read-page-list.ts'
import { CommandError } from './command-error.ts'
import { START_SOURCE } from './create-assistant.ts'
import type { KnowledgeCommand } from './knowledge-commands.ts'
import type { OperationPorts } from './run-operation.ts'
import { withStore } from './with-store.ts'

/** @throws CommandError, or the server's StartError: a line for each thing that is wrong */
export async function runKnowledge(
  command: KnowledgeCommand,
  { environment, log, print }: OperationPorts,
): Promise<void> {
  const files = command.kind === 'knowledge add' ? await findFiles(command.path) : []
  await withStore(environment, log, async (store) => {
    const { project } = command
    if ((await store.read((tx) => findProject(tx, project))) === null) {
      throw new CommandError(`There is no project ${project}. A server's first start makes one.`)
    }
    const index = createKnowledgeIndex(store)
    switch (command.kind) {
      case 'knowledge add': {
        const source = command.source ?? path.basename(path.resolve(command.path))
        refuseStartSource(source)
        const place = { project, source, baseUrl: null, removeOthers: command.replace }
        report(source, await ingest(index, place, files), print)
        return
      }
      case 'knowledge list':
        return print((await index.list(project)).map(toLine).join('\n') || 'No articles.')
      case 'knowledge remove': {
        refuseStartSource(command.source)
        const removed = await index.remove({ project, source: command.source })
        if (removed === 0) {
          throw new CommandError(`There is no source ${command.source}; see knowledge list.`)
        }
        return print(`${command.source}: ${removed} removed`)
      }
    }
  })
}

/** @throws CommandError for what holds no articles */
async function findFiles(from: string): Promise<readonly ArticleFile[]> {
  const stats = await stat(from).catch(() => null)
  if (stats === null) throw new CommandError(`There is no file or folder ${from}.`)
  if (stats.isDirectory()) {
    const files = await listArticleFiles(from)
    if (files.length === 0) throw new CommandError(`There is no .md or .html file in ${from}.`)
    return files
  }
  if (isArticleFile(from)) return [{ file: from, name: articleName(from) }]
  if (!/\.txt$/i.test(from)) {
    throw new CommandError(`${from} is neither .md nor .html, nor a list of pages in .txt.`)
  }
  const list = await readPageList(from)
  if (list.kind === 'pages') {
    if (list.pages.length === 0) throw new CommandError(`There is no page in ${from}.`)
    return list.pages
  }
  throw new CommandError(`${from}${explainList(list)}`)
}

function explainList(list: Exclude<PageList, { kind: 'pages' }>): string {
  switch (list.kind) {
    case 'too_large':
      return ` is larger than ${ARTICLE_MAX_BYTES} bytes: no list of pages.`
    case 'too_long':
      return `, line ${list.line}: an address has at most ${ADDRESS_MAX_CHARACTERS} characters.`
    case 'malformed':
      return `, line ${list.line}: write an https address, a space, and the file of its page.`
  }
}

/** That one is what the folder of a start holds, and would be again after the next one. */
function refuseStartSource(source: string): void {
  if (source !== START_SOURCE) return
  throw new CommandError(
    `The source ${START_SOURCE} is the folder of start --knowledge. Use another --source.`,
  )
}

/** @throws CommandError that names each file that was not taken; those that were stay */
function report(source: string, done: Ingested, print: (text: string) => void): void {
  const { added, replaced, unchanged, removed, left } = done
  print(
    `${source}: ${added} added, ${replaced} replaced, ${unchanged} unchanged, ${removed} removed`,
  )
  if (left > 0) {
    const others = left === 1 ? '1 other article' : `${left} other articles`
    print(`${others} of ${source} left as they were; --replace removes them.`)
  }
  for (const { file, errors } of done.guessed) {
    print(
      `${file}: broken markup in ${errors} place${errors === 1 ? '' : 's'}; what could be read was taken.`,
    )
  }
  if (done.refused.length === 0) return
  throw new CommandError(
    done.refused.map(({ file, refusal }) => `${file}: ${explain(refusal)}`).join('\n'),
  )
}

function explain(refusal: ArticleRefusal): string {
  switch (refusal.kind) {
    case 'missing':
      return 'it cannot be read. Is it there, and a file?'
    case 'unreadable':
      return `it cannot be read (${refusal.reason}).`
    case 'too_large':
      return `it has ${refusal.bytes} bytes, and an article at most ${ARTICLE_MAX_BYTES}. Split it.`
    case 'too_many_sections':
      return `it has ${refusal.sections} sections, and an article at most ${ARTICLE_MAX_SECTIONS}. Split it.`
    case 'not_utf8':
      return 'it is not UTF-8. Save it as UTF-8, and add it again.'
    case 'empty':
      return 'there is no text in it.'
  }
}

function toLine({ source, name, title, language, sections, url }: ListedArticle): string {
  const counted = `${sections} section${sections === 1 ? '' : 's'}`
  return [source, name, language, counted, title, ...(url === null ? [] : [url])].join('  ')
}
