import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandError } from './command-error.ts'
import { checkFolders, prepareDataFolder } from './folders.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'porchlight-folders-'))
  await writeFile(path.join(root, 'file'), '')
})

afterAll(() => rm(root, { recursive: true, force: true }))

it('makes the data folder and leaves nothing in it', async () => {
  await prepareDataFolder(path.join(root, 'a', 'b'))
  expect(await readdir(path.join(root, 'a', 'b'))).toEqual([])
})

it('says in one line why the data folder cannot be used', async () => {
  const folder = path.join(root, 'file')
  await expect(prepareDataFolder(folder)).rejects.toEqual(
    new CommandError(
      `Cannot write to ${folder}: a file of that name is in the way. Set PORCHLIGHT_DATA to another folder.`,
    ),
  )
})

it('gives up where no folder can be made', async () => {
  await expect(prepareDataFolder('/proc/porchlight/data')).rejects.toBeInstanceOf(CommandError)
})

it('says which folder to serve is missing', async () => {
  const folders = { widget: root, inbox: null, demo: path.join(root, 'none'), knowledge: null }
  await expect(checkFolders(folders)).rejects.toEqual(
    new CommandError(`--demo: there is no folder ${path.join(root, 'none')}.`),
  )
})
