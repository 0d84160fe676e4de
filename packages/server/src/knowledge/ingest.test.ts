import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { ingest, listArticleFiles } from './ingest.ts'

async function openFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-help-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { index } = await openTestIndex()
  return {
    index,
    write: (name: string, content: string | Buffer) =>
      writeFileSync(path.join(folder, name), content),
    link: (name: string, to: string) => symlinkSync(to, path.join(folder, name)),
    remove: (name: string) => rmSync(path.join(folder, name)),
    read: async () => {
      const place = { project: 1, source: 'folder', baseUrl: 'https://a.test' }
      return await ingest(index, { ...place, removeOthers: true }, await listArticleFiles(folder))
    },
  }
}

it('[SV168] keeps the index as the folder is', async () => {
  const { index, write, remove, read } = await openFolder()
  write('a.md', '# A\n\nOne.')
  write('b.md', '---\nurl: /b\n---\n# B\n\nTwo.')
  write('c.txt', 'no article')
  const none = {
    added: 0,
    replaced: 0,
    unchanged: 0,
    removed: 0,
    left: 0,
    refused: [],
    guessed: [],
  }
  expect(await read()).toMatchObject({ ...none, added: 2 })
  write('b.md', '# B\n\nThree.')
  expect(await read()).toMatchObject({ ...none, unchanged: 1, replaced: 1 })
  remove('a.md')
  expect(await read()).toMatchObject({ ...none, unchanged: 1, removed: 1 })
  expect(await index.list(1)).toMatchObject([{ name: 'b', url: null, sections: 1 }])
})

it('[SV171] says which file is no article, and leaves what it had of it', async () => {
  const { index, write, read } = await openFolder()
  write('a.md', '# A\n\nOne.')
  write('b.md', '# B\n\nTwo.')
  await read()
  write('a.md', Buffer.from([0x23, 0x20, 0xe4, 0x0a]))
  write('b.md', 'x'.repeat(1_024 * 1_024 + 1))
  write('c.md', '# x\n\ny\n\n'.repeat(2_001))
  write('d.md', '# Only a heading')
  expect((await read()).refused).toEqual([
    { file: 'a.md', refusal: { kind: 'not_utf8' } },
    { file: 'b.md', refusal: { kind: 'too_large', bytes: 1_024 * 1_024 + 1 } },
    { file: 'c.md', refusal: { kind: 'too_many_sections', sections: 2_001 } },
    { file: 'd.md', refusal: { kind: 'empty' } },
  ])
  expect((await index.list(1)).map(({ name }) => name)).toEqual(['a', 'b'])
})

it('[SV172] reads what can be read of broken markup, and says that it was', async () => {
  const { index, write, read } = await openFolder()
  write('page.html', '<html lang=de><h1>Rückgabe</h1><p>30 Tage <b>Zeit<p attr="x"attr2>Mehr</foo')
  expect(await read()).toMatchObject({ added: 1, guessed: [{ file: 'page.html', errors: 2 }] })
  const [hit] = await index.search({ project: 1, text: 'Rückgabe', limit: 1 })
  expect(hit).toMatchObject({ language: 'de', section: { body: '30 Tage Zeit\n\nMehr' } })
})

it.skipIf(process.platform !== 'linux')(
  '[SV171] goes on after a file that nobody can read',
  async () => {
    const { index, write, link, read } = await openFolder()
    link('a.md', '/proc/self/mem')
    write('b.md', '# B\n\nTwo.')
    const { added, refused } = await read()
    expect(added).toBe(1)
    expect(refused).toEqual([
      { file: 'a.md', refusal: { kind: 'unreadable', reason: expect.any(String) } },
    ])
    expect(await index.list(1)).toMatchObject([{ name: 'b' }])
  },
)
