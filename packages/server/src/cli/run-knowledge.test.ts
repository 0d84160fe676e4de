import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKnowledgeAssistant } from '../assistant/knowledge.ts'
import { type AssistantMaker, DEFAULTS } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { readEvents } from '../testing/event-reader.ts'
import { startTestServer } from '../testing/test-server.ts'
import { CommandError } from './command-error.ts'
import { createAssistant } from './create-assistant.ts'
import { parseKnowledgeCommand } from './knowledge-commands.ts'
import { runKnowledge } from './run-knowledge.ts'

async function run(place: Place, line: string, source?: string): Promise<string> {
  const [name = '', ...parts] = line.split(' ')
  const words = parts.filter((part) => part !== '--replace')
  const replace = words.length < parts.length
  const command = parseKnowledgeCommand(name, words, { project: 1, source, replace })
  if (command === null) throw new Error(`${name} is no command`)
  const printed: string[] = []
  await runKnowledge(command, {
    environment: { dataFolder: place.dataDir ?? '', databaseUrl: place.databaseUrl ?? null },
    log: DEFAULTS.log,
    print: (text) => printed.push(text),
  })
  return printed.join('\n')
}

const answersAtOnce: AssistantMaker = async ({ knowledge }) =>
  createKnowledgeAssistant({ knowledge, clock: DEFAULTS.clock, msPerWord: 0 })

async function open(assistant: AssistantMaker = answersAtOnce) {
  const test = await startTestServer({ assistant })
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-knowledge-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  return { ...test, folder, write, run: run.bind(null, test.place) }
}

describe('[SV173] knowledge', () => {
  it('is added under a running server, which answers from it', async () => {
    const { run, write, visitor } = await open()
    const page = write(
      'faq.html',
      '<title>FAQ</title><h2>Sea water</h2><p>Our brass resists it.</p>',
    )
    expect(await run(`knowledge add ${page}`)).toBe(
      'faq.html: 1 added, 0 replaced, 0 unchanged, 0 removed',
    )
    const ada = await visitor()
    const thread = await ada.open()
    const answer = readEvents(await ada.stream(thread, 'Does brass resist sea water?'))
    expect(JSON.stringify(await answer.rest())).toContain('Our brass resists it.')
  })

  it('[SV222] is noticed by a server that began without any', async () => {
    const { log } = DEFAULTS
    const { run, write, visitor, session, refreshToken } = await open((made) =>
      createAssistant(
        { kind: 'knowledge' },
        { ...made, folder: null, baseUrl: null, isAlone: true, clock: DEFAULTS.clock, log },
      ),
    )
    const modeOfNext = async () =>
      (await session({ refresh: null, next: refreshToken() })).body.mode
    expect(await modeOfNext()).toBe('people')
    await run(`knowledge add ${write('sea.md', '# Sea water\n\nOur brass resists it.')}`)
    await expect.poll(modeOfNext, { timeout: 10_000 }).toBe('assistant')
    const bob = await visitor()
    const answer = readEvents(await bob.stream(await bob.open(), 'Does brass resist sea water?'))
    expect(JSON.stringify(await answer.rest())).toContain('Our brass resists it.')
  })

  it('is listed and removed by source', async () => {
    const { run, write, folder } = await open()
    write('help/a.md', '# A\n\nOne.')
    write('help/b.html', '<h1>B</h1><p>Zwei und mehr, und das ist gut so.</p>')
    await run(`knowledge add ${folder}/help`)
    await run(`knowledge add ${folder}/help/a.md`, 'other')
    expect(await run('knowledge list')).toBe(
      [
        'help  a  en  1 section  A',
        'help  b.html  de  1 section  B',
        'other  a  en  1 section  A',
      ].join('\n'),
    )
    expect(await run('knowledge remove help')).toBe('help: 2 removed')
    await expect(run('knowledge remove help')).rejects.toThrow('There is no source help')
    expect(await run('knowledge list')).toBe('other  a  en  1 section  A')
  })

  it('is removed by no file, list or folder that is added, unless that is asked for', async () => {
    const { run, write, folder } = await open()
    write('help/a.md', '# A\n\nOne.')
    write('help/b.md', '# B\n\nTwo.')
    await run(`knowledge add ${folder}/help`)
    const left = (n: string) =>
      `help: 1 added, 0 replaced, 0 unchanged, 0 removed\n${n} of help left as they were; --replace removes them.`
    const faq = write('faq.md', '# FAQ\n\nThree.')
    expect(await run(`knowledge add ${faq}`, 'help')).toBe(left('2 other articles'))
    const list = write('pages.txt', 'https://a.test/faq faq.md')
    expect(await run(`knowledge add ${list}`, 'help')).toBe(left('3 other articles'))
    write('more/c.md', '# C\n\nFour.')
    expect(await run(`knowledge add ${folder}/more`, 'help')).toBe(left('4 other articles'))
    const empty = write('empty.txt', '# nothing yet\n')
    for (const line of [`knowledge add ${empty}`, `knowledge add ${empty} --replace`]) {
      await expect(run(line, 'help')).rejects.toThrow(`There is no page in ${empty}.`)
    }
    expect(await run(`knowledge add ${folder}/help --replace`)).toBe(
      'help: 0 added, 0 replaced, 2 unchanged, 3 removed',
    )
  })

  it('comes with its addresses in a list of pages', async () => {
    const { run, write } = await open()
    write('pages/one.html', '<h1>One</h1><p>Text.</p>')
    write('pages/two.md', '# Two\n\nText.')
    const list =
      '# our pages\nhttps://a.test/one pages/one.html\n\nhttps://a.test/two  pages/two.md\n'
    await run(`knowledge add ${write('pages.txt', list)}`)
    expect(await run('knowledge list')).toBe(
      [
        'pages.txt  https://a.test/one  en  1 section  One  https://a.test/one',
        'pages.txt  https://a.test/two  en  1 section  Two  https://a.test/two',
      ].join('\n'),
    )
    const wrong = write('wrong.txt', 'https://a.test/one pages/one.html\njavascript:1 pages/two.md')
    await expect(run(`knowledge add ${wrong}`)).rejects.toThrow(
      /wrong\.txt, line 2: write an https/,
    )
    const long = write('long.txt', `https://a.test/${'x'.repeat(986)} pages/one.html`)
    await expect(run(`knowledge add ${long}`)).rejects.toThrow(
      /long\.txt, line 1: an address has at most 1000 characters/,
    )
  })

  it('[SV171] takes what is an article, and says of everything else why it is none', async () => {
    const { run, write, folder } = await open()
    write('a.md', '# A\n\nOne.')
    write('b.md', Buffer.from('# Für', 'latin1'))
    // Sparse: what is not read takes no room either.
    truncateSync(write('c.md', ''), 50 * 1_024 * 1_024)
    write('d.html', '<script>only()</script>')
    await expect(run(`knowledge add ${folder}`, 'all')).rejects.toThrow(
      new CommandError(
        [
          'b.md: it is not UTF-8. Save it as UTF-8, and add it again.',
          'c.md: it has 52428800 bytes, and an article at most 1048576. Split it.',
          'd.html: there is no text in it.',
        ].join('\n'),
      ),
    )
    expect(await run('knowledge list')).toBe('all  a  en  1 section  A')
  })

  it('[SV172] says that markup is broken', async () => {
    const { run, write } = await open()
    const page = write('a.html', '<h1>A</h1><p a="1"b="2">One.</nothing>')
    expect(await run(`knowledge add ${page}`)).toContain(
      'a.html: broken markup in 1 place; what could be read was taken.',
    )
  })

  it('leaves the folder of a start alone, and asks for what is there', async () => {
    const { run, write, folder } = await open()
    const page = write('a.md', '# A\n\nOne.')
    await expect(run(`knowledge add ${page}`, 'start')).rejects.toThrow('Use another --source')
    await expect(run('knowledge remove start')).rejects.toThrow('Use another --source')
    await expect(run(`knowledge add ${folder}/none`)).rejects.toThrow('There is no file or folder')
    await expect(run(`knowledge add ${write('a.pdf', '')}`)).rejects.toThrow('neither .md nor')
    expect(() => parseKnowledgeCommand('knowledge', ['show'], { project: 1 })).toThrow(
      new CommandError(
        'Use knowledge add PATH, knowledge list or knowledge remove SOURCE. See --help.',
      ),
    )
    expect(parseKnowledgeCommand('start', [], { project: 1 })).toBeNull()
  })
})
