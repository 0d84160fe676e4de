import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'
import { cutHtml } from './preact-without-html.ts'

const { resolve } = createRequire(import.meta.url)
const whole = path.join(path.dirname(resolve('preact/package.json')), 'dist/preact.mjs')

it('leaves no way from a string to markup in preact', async () => {
  const code = await readFile(whole, 'utf8')
  expect(code).toMatch(/innerHTML/i)
  expect(cutHtml(code)).not.toMatch(/innerHTML|__html/i)
})

it('stops the build when preact is not the one it was written for', () => {
  expect(() => cutHtml('another version')).toThrow('preact has changed')
})
