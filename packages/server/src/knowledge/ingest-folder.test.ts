import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { ingestFolder } from './ingest-folder.ts'

async function openFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-help-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { index } = await openTestIndex()
  return {
    index,
    write: (name: string, content: string | Buffer) =>
      writeFileSync(path.join(folder, name), content),
    remove: (name: string) => rmSync(path.join(folder, name)),
    ingest: () =>
      ingestFolder(index, { project: 1, source: 'folder', folder, baseUrl: 'https://a.test' }),
  }
}

it('[SV168] keeps the index as the folder is', async () => {
  const { index, write, remove, ingest } = await openFolder()
  write('a.md', '# A\n\nOne.')
  write('b.md', '---\nurl: /b\n---\n# B\n\nTwo.')
  write('c.txt', 'no article')
  write('d.md', '# Only a heading')
  const none = { added: 0, replaced: 0, unchanged: 0, removed: 0, refused: [] }
  expect(await ingest()).toEqual({ ...none, added: 2 })
  write('b.md', '# B\n\nThree.')
  expect(await ingest()).toEqual({ ...none, unchanged: 1, replaced: 1 })
  remove('a.md')
  expect(await ingest()).toEqual({ ...none, unchanged: 1, removed: 1 })
  expect(await index.list(1)).toMatchObject([{ name: 'b', url: null, sections: 1 }])
})

it('[SV171] says which file is no article, and leaves what it had of it', async () => {
  const { index, write, ingest } = await openFolder()
  write('a.md', '# A\n\nOne.')
  write('b.md', '# B\n\nTwo.')
  await ingest()
  write('a.md', Buffer.from([0x23, 0x20, 0xe4, 0x0a]))
  write('b.md', 'x'.repeat(1_024 * 1_024 + 1))
  write('c.md', '# x\n\ny\n\n'.repeat(2_001))
  expect((await ingest()).refused).toEqual([
    { file: 'a.md', refusal: { kind: 'not_utf8' } },
    { file: 'b.md', refusal: { kind: 'too_large', bytes: 1_024 * 1_024 + 1 } },
    { file: 'c.md', refusal: { kind: 'too_many_sections', sections: 2_001 } },
  ])
  expect((await index.list(1)).map(({ name }) => name)).toEqual(['a', 'b'])
})
