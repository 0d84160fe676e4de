/** A library that is found in another file, or is another, stops the build. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { changeFile, replacePart } from './change-file.ts'

/** @returns the file that a build makes of a library that has `a.mjs` and `a.module.js` */
async function buildWith({ main, builds }: { main: string; builds: string[] }): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'porchlight-change-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const library = path.join(root, 'node_modules/a')
  await mkdir(library, { recursive: true })
  await writeFile(path.join(library, 'package.json'), JSON.stringify({ name: 'a', main }))
  for (const file of ['a.mjs', 'a.module.js']) {
    await writeFile(path.join(library, file), 'export const word = "old"')
  }
  await writeFile(path.join(root, 'index.js'), 'import { word } from "a"\nconsole.log(word)')
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      changeFile({ file: 'a/a.module.js', change: (code) => code.replace('old', 'new'), builds }),
    ],
    build: { write: false, rolldownOptions: { input: path.join(root, 'index.js') } },
  })
  const [made] = [result].flat()
  return made !== undefined && 'output' in made ? made.output[0].code : ''
}

it('changes the file', async () => {
  expect(await buildWith({ main: 'a.module.js', builds: ['client'] })).toContain('new')
})

it('stops a build that has the library from another file', async () => {
  await expect(buildWith({ main: 'a.mjs', builds: ['client'] })).rejects.toThrow(
    'a/a.module.js is not in the build "client", and was not changed',
  )
})

it('lets a build be that needs not have it', async () => {
  expect(await buildWith({ main: 'a.mjs', builds: ['other'] })).toContain('old')
})

it.each([
  ['is not there', 'b', 0],
  ['is there once more', 'a a a', 3],
])('stops where a part %s', (_, code, found) => {
  expect(() => replacePart(code, 'a', { by: 'b', times: 2, file: 'a.mjs' })).toThrow(
    `a.mjs has changed: ${found} of 2 times a`,
  )
})
