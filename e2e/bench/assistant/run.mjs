import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { printTable, writeJson } from '../report.mjs'

/**
 * `npm run bench -- assistant`: what the assistant that quotes articles finds, and whether it knows
 * when there is nothing to find, on both engines. 100 questions that an article answers, in English
 * and German, and 24 that none does. Its bounds were chosen by two thirds of
 * them, and the last third is told of apart. Prints a table,
 * and writes the same to test-results/bench-assistant.json.
 */

/** The files that are shipped, not the source. */
const built = (file) => import(new URL(`../../../packages/${file}`, import.meta.url).href)
const { systemClock } = await built('protocol/dist/index.js')
const { createServer } = await built('server/dist/index.js')
const { createKnowledgeAssistant } = await built('server/dist/assistant/knowledge.js')
const { ingest, listArticleFiles } = await built('server/dist/knowledge/ingest.js')
const { measureAnswers, parseQuestions } = await built('testkit/dist/measure-answers.js')

const articles = fileURLToPath(new URL('articles', import.meta.url))
const questions = parseQuestions(readFileSync(new URL('questions.tsv', import.meta.url), 'utf8'))

/** @param {{ dataDir: string } | { databaseUrl: string }} place empty */
async function measure(place) {
  let ask = async () => ({ found: [], saysUnknown: true })
  const server = await createServer({
    ...place,
    async assistant({ knowledge, project }) {
      const source = { project, source: 'set', baseUrl: null }
      await ingest(knowledge, source, await listArticleFiles(articles))
      const assistant = createKnowledgeAssistant({ knowledge, clock: systemClock, msPerWord: 0 })
      ask = async (text) => await askOne(knowledge, assistant, { project, text })
      return assistant
    },
  })
  try {
    const begin = performance.now()
    const rows = await measureAnswers(questions, (text) => ask(text))
    const msPerQuestion = (performance.now() - begin) / questions.length
    return rows.map((row) => ({ ...row, msPerQuestion: msPerQuestion.toFixed(1) }))
  } finally {
    await server.close()
  }
}

async function askOne(knowledge, assistant, { project, text }) {
  const hits = await knowledge.search({ project, text, limit: 3 })
  const found = hits.map(({ section }) => section.id.replace(/#.*/, ''))
  const history = [{ author: 'visitor', content: text }]
  let saysUnknown = false
  for await (const step of assistant.answer(history, new AbortController().signal, { project })) {
    saysUnknown ||= step.kind === 'hand_over'
  }
  return { found, saysUnknown }
}

async function inNewDatabase(work) {
  const url = new URL(process.env.POSTGRES_URL)
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('create database bench_assistant')
  await client.end()
  url.pathname = '/bench_assistant'
  return await work({ databaseUrl: url.href })
}

async function inNewFolder(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-bench-'))
  try {
    return await work({ dataDir })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const results = { sqlite: await inNewFolder(measure), postgres: await inNewDatabase(measure) }
for (const [engine, rows] of Object.entries(results)) printTable(`Answers on ${engine}`, rows)
const file = fileURLToPath(new URL('../../../test-results/bench-assistant.json', import.meta.url))
writeJson(file, { node: process.version, ...results })
console.log(`\n${file}`)
