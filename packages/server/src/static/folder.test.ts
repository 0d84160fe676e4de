import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFolder, type Folder } from './folder.ts'

let outside: string
let folder: Folder

beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'porchlight-folder-'))
  const root = path.join(outside, 'public')
  await mkdir(path.join(root, 'p'), { recursive: true })
  await writeFile(path.join(outside, 'secret.txt'), 'secret')
  await writeFile(path.join(outside, 'public-2'), 'sibling')
  await writeFile(path.join(root, 'a b.txt'), 'spaced')
  await writeFile(path.join(root, '.env'), 'hidden')
  await writeFile(path.join(root, 'p', 'core.js'), 'core')
  await symlink(path.join(outside, 'secret.txt'), path.join(root, 'link.txt'))
  folder = createFolder(root)
})

afterAll(() => rm(outside, { recursive: true, force: true }))

async function textOf(encodedPath: string): Promise<string> {
  const found = await folder.find(encodedPath)
  return found.kind === 'file' ? found.file.bytes.toString() : found.kind
}

it.each([
  ['p/core.js', 'core'],
  ['a%20b.txt', 'spaced'],
  ['p', 'folder'],
  ['p/', 'folder'],
  ['missing.js', 'nothing'],
  ['p/core.js/deeper', 'nothing'],
])('finds at %s: %s', async (encodedPath, found) => {
  expect(await textOf(encodedPath)).toBe(found)
})

it.each([
  '../secret.txt',
  '%2e%2e/secret.txt',
  '..%2fsecret.txt',
  '%2e%2e%2fsecret.txt',
  '..%5csecret.txt',
  '%252e%252e/secret.txt',
  'p/../../secret.txt',
  '/secret.txt',
  '//secret.txt',
  '../public-2',
  'link.txt',
  '.env',
  '%00',
  'p/core.js%00.txt',
  '%',
  '%c0%ae%c0%ae/secret.txt',
  'a'.repeat(5_000),
])('finds nothing at %s', async (encodedPath) => {
  expect(await textOf(encodedPath)).toBe('nothing')
})

it('reads a file again after it changed', async () => {
  const root = path.join(outside, 'public')
  await writeFile(path.join(root, 'page.html'), 'one')
  const before = await folder.find('page.html')
  await writeFile(path.join(root, 'page.html'), 'two')
  await utimes(path.join(root, 'page.html'), 0, 0)
  expect(await textOf('page.html')).toBe('two')
  const after = await folder.find('page.html')
  expect(
    before.kind === 'file' && after.kind === 'file' && before.file.hash === after.file.hash,
  ).toBe(false)
})
