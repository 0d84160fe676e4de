import { expect, it } from 'vitest'
import { foundSinks } from './sinks.mjs'

it('finds nothing in what only has functions and texts', () => {
  expect(
    foundSinks({ 'p/panel-1a.js': 'a.textContent=b', 'porchlight.js': 'function(){}' }),
  ).toEqual([])
})

it('[CS-012] names each sink', () => {
  expect(
    foundSinks({
      'p/panel-1a.js': 'a.innerHTML!=b&&(a.innerHTML=b)',
      'p/core-2b.js': 'eval(x);new Function("a");frame.srcdoc=1',
      'p/more-3c.js':
        'a.setHTMLUnsafe(b);D.parseHTML(b);p.parseFromString(b,c);r.createContextualFragment(b)',
      'p/later-4d.js': 'setTimeout("a()",1);setTimeout(a,1)',
    }),
  ).toEqual([
    'p/panel-1a.js mentions innerHTML 2 times',
    'p/core-2b.js mentions eval 1 times',
    'p/core-2b.js mentions Function 1 times',
    'p/core-2b.js mentions srcdoc 1 times',
    'p/more-3c.js mentions setHTML 1 times',
    'p/more-3c.js mentions parseHTML 1 times',
    'p/more-3c.js mentions parseFromString 1 times',
    'p/more-3c.js mentions createContextualFragment 1 times',
    'p/later-4d.js mentions a timer with a string 1 times',
  ])
})
