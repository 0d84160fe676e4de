import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { borrowing, lending } from './lend-core.ts'

it('a file that is fetched later uses the very core that has fetched it, and runs once', async () => {
  const folder = await mkdtemp(path.join(import.meta.dirname, '.lend-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const core =
    'globalThis.cores=(globalThis.cores??0)+1;var a={n:0};' +
    'var b=()=>import("./later.js"),c=()=>import("./later.js");export{a as t,b,c};'
  const later = 'import{t as e,b as n}from"./core.js";e.n++;var r=e;export{r as state,n};'
  await writeFile(path.join(folder, 'core.js'), lending(core, ['later.js']))
  await writeFile(path.join(folder, 'later.js'), borrowing(later) ?? '')
  // By an engine's own modules, which know files by their whole address.
  const main = `
    const { t, b, c } = await import('./core.js?r=1')
    const [first, second] = [await b(), await c()]
    console.log([first.state === t, first === second, first.n === b, t.n, cores].join())
  `
  await writeFile(path.join(folder, 'main.mjs'), main)
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'main.mjs')])
  expect(stdout.trim()).toBe('true,true,true,1,1')
})

it('leaves alone what imports nothing', () => {
  expect(borrowing('var a=1;export{a};')).toBe(null)
  expect(lending('import("./other.js")', ['later.js'])).toBe('import("./other.js")')
})
