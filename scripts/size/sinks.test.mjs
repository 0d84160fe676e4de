import { expect, it } from 'vitest'
import { unreviewedSinks } from './sinks.mjs'

const preact = 'a.innerHTML!=b.__html&&(a.innerHTML=b.__html)'

it('allows the reviewed mentions in the panel, whatever its hash', () => {
  expect(unreviewedSinks({ 'p/panel-B3_x-9.js': preact, 'porchlight.js': 'function(){}' })).toEqual(
    [],
  )
})

it('names a sink that came in', () => {
  expect(
    unreviewedSinks({
      'p/panel-B3.js': `${preact};x.innerHTML=y`,
      'p/core-A1.js': 'eval(x);new Function("a");frame.srcdoc=1',
    }),
  ).toEqual([
    'p/panel-B3.js mentions innerHTML 3 times, reviewed: 2',
    'p/core-A1.js mentions eval 1 times, reviewed: 0',
    'p/core-A1.js mentions Function 1 times, reviewed: 0',
    'p/core-A1.js mentions srcdoc 1 times, reviewed: 0',
  ])
})

it('asks for a new review when a reviewed mention is gone', () => {
  expect(unreviewedSinks({ 'p/panel-B3.js': '' })).toEqual([
    'p/panel-B3.js mentions innerHTML 0 times, reviewed: 2',
  ])
})
