import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { CHANGED_FILES, type ChangedFile, withstand } from './changed-world.ts'

/** Each library is resolved from where it is a dependency. */
const OWNERS: Readonly<Record<ChangedFile, string>> = {
  'valibot/dist/index.mjs': '../../protocol/package.json',
  '@preact/signals-core/dist/signals-core.module.js': resolveIn(
    '../package.json',
    '@preact/signals',
  ),
  '@preact/signals/dist/signals.module.js': '../package.json',
}

function resolveIn(owner: string, name: string): string {
  return createRequire(new URL(owner, import.meta.url)).resolve(name)
}

async function read(file: ChangedFile): Promise<string> {
  const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)\/(.*)/.exec(file) ?? []
  const entry = resolveIn(OWNERS[file], name)
  return readFile(path.join(entry.slice(0, entry.lastIndexOf('/dist/')), rest), 'utf8')
}

async function importChanged(file: ChangedFile): Promise<Record<string, never>> {
  const folder = await mkdtemp(path.join(import.meta.dirname, '.changed-'))
  const changed = path.join(folder, 'changed.mjs')
  await writeFile(changed, withstand(file, await read(file)).replace(/\/\/# source.*/, ''))
  try {
    return await import(/* @vite-ignore */ changed)
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('[HJ-002] an answer is checked for its own names alone', async () => {
  const v = (await importChanged('valibot/dist/index.mjs')) as unknown as typeof import('valibot')
  Object.assign(Object.prototype, { extend: () => {}, size: 7 })
  onTestFinished(() => {
    for (const name of ['extend', 'size']) Reflect.deleteProperty(Object.prototype, name)
  })
  const schema = v.object({ id: v.string(), size: v.optional(v.string()) })
  const { success, output } = v.safeParse(schema, { id: 'a', other: 1 })
  expect([success, JSON.stringify(output)]).toEqual([true, '{"id":"a"}'])
  expect(v.safeParse(schema, { size: 'large' }).success).toBe(false)
})

it('[HJ-002] what is drawn needs no `bind`', async () => {
  for (const file of CHANGED_FILES.filter((name) => name.startsWith('@preact/'))) {
    expect(await read(file)).toContain('.bind(')
    expect(withstand(file, await read(file))).not.toContain('.bind(')
  }
})

it('an effect ends when it is told to', async () => {
  const core = await importChanged('@preact/signals-core/dist/signals-core.module.js')
  const { effect, signal } = core as unknown as typeof import('@preact/signals')
  const count = signal(0)
  const seen: number[] = []
  const end = effect(() => void seen.push(count.value))
  count.value = 1
  end()
  count.value = 2
  expect(seen).toEqual([0, 1])
})

it.each(CHANGED_FILES)('stops the build when %s has changed', (file) => {
  expect(() => withstand(file, 'another version')).toThrow(`${file} has changed`)
})
