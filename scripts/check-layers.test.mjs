import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLayers } from './check-layers.mjs'
import { layers } from './layers/table.mjs'

let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'porchlight-layers-'))
  for (const { folder } of layers) declare(folder, {})
})

afterEach(() => rmSync(root, { recursive: true }))

function write(path, text) {
  mkdirSync(join(root, dirname(path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function declare(folder, fields) {
  const name = `@porchlight/${folder.split('/').at(-1)}`
  const exports = { '.': { source: './src/index.ts' } }
  write(`${folder}/package.json`, JSON.stringify({ name, exports, ...fields }))
}

describe('import layers', () => {
  it('are content with a tree that follows the table', () => {
    declare('packages/client', {
      dependencies: { '@porchlight/protocol': '*', 'eventsource-parser': '*' },
      devDependencies: { '@porchlight/testkit': '*' },
    })
    write('packages/protocol/src/index.ts', 'export const limit = 1')
    write(
      'packages/client/src/index.ts',
      `import { limit } from '@porchlight/protocol'
       import { createParser } from 'eventsource-parser/stream'
       import styles from './panel.css?inline'
       export { wait } from './wait.ts'
       export const all = [limit, createParser, styles]`,
    )
    write('packages/client/src/wait.ts', 'export const wait = (file: string) => import(file)')
    write(
      'packages/client/src/wait.test.ts',
      `import { readFile } from 'node:fs'
       import { it } from 'vitest'
       import { clock } from '@porchlight/testkit'
       it('waits', () => [readFile, clock])`,
    )
    expect(checkLayers(root)).toEqual([])
  })

  it('name every import that goes up, sideways, outside, or to what is not declared', () => {
    write(
      'packages/sync/src/index.ts',
      `import { readFile } from 'node:fs'
       import { Dexie } from 'dexie'
       import { request } from '@porchlight/client'
       import type { Clock } from '@porchlight/testkit'
       export { hidden } from '../../client/src/hidden.ts'
       export const later = () => import('lodash')
       export const own = () => import("@porchlight/sync/x")
       export type All = [typeof readFile, typeof Dexie, typeof request, Clock]`,
    )
    const file = 'packages/sync/src/index.ts imports'
    expect(checkLayers(root)).toEqual([
      `${file} node:fs: this package runs without Node`,
      `${file} dexie: not declared in its package.json`,
      `${file} @porchlight/client: not in its layer`,
      `${file} @porchlight/testkit: not in its layer`,
      `${file} ../../client/src/hidden.ts: it leaves its package by a path`,
      `${file} lodash: not in its layer`,
      `${file} @porchlight/sync/x: a package imports its own files by relative path`,
    ])
  })

  it('let e2e and the demo see no product source', () => {
    write('e2e/specs/send.test.ts', `import { createSync } from '@porchlight/sync'`)
    write('apps/demo/src/main.ts', `import { parseMarkdown } from '@porchlight/richtext'`)
    expect(checkLayers(root)).toEqual([
      'apps/demo/src/main.ts imports @porchlight/richtext: not in its layer',
      'e2e/specs/send.test.ts imports @porchlight/sync: not in its layer',
    ])
  })

  it('name a declared dependency that the table does not allow', () => {
    declare('packages/richtext', {
      dependencies: { marked: '*' },
      devDependencies: { 'fast-check': '*', dompurify: '*' },
    })
    expect(checkLayers(root)).toEqual([
      'packages/richtext/package.json declares marked: not in its layer',
      'packages/richtext/package.json declares dompurify: not in its layer',
    ])
  })

  it('name a package that has no row', () => {
    declare('packages/extra', {})
    expect(checkLayers(root)).toEqual(['packages/extra has no row in scripts/layers/table.mjs'])
  })
})

describe('import cycles', () => {
  it('are reported with their path, types and lazy imports included', () => {
    write('packages/protocol/src/a.ts', `import { b } from './b.ts'; export const a = b`)
    write('packages/protocol/src/b.ts', `export const b = () => import('./c.ts')`)
    write('packages/protocol/src/c.ts', `import type { a } from './a.ts'; export type C = typeof a`)
    const src = 'packages/protocol/src'
    expect(checkLayers(root)).toEqual([
      `import cycle: ${src}/a.ts → ${src}/b.ts → ${src}/c.ts → ${src}/a.ts`,
    ])
  })

  it('are found across packages', () => {
    declare('packages/protocol', { dependencies: { '@porchlight/sync': '*' } })
    declare('packages/sync', { dependencies: { '@porchlight/protocol': '*' } })
    write('packages/protocol/src/index.ts', `export { b } from '@porchlight/sync'`)
    write('packages/sync/src/index.ts', `export { a } from '@porchlight/protocol'`)
    expect(checkLayers(root)).toContain(
      'import cycle: packages/protocol/src/index.ts → packages/sync/src/index.ts → packages/protocol/src/index.ts',
    )
  })

  it('do not count through test files', () => {
    write('packages/protocol/src/a.ts', 'export const a = 1')
    write('packages/protocol/src/a.test.ts', `import { a } from './a.ts'; export const b = a`)
    expect(checkLayers(root)).toEqual([])
  })
})
