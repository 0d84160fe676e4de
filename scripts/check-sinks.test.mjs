import { describe, expect, it } from 'vitest'
import { sinksIn } from './check-sinks.mjs'

describe('a way to turn a string into markup or code', () => {
  it.each([
    ['a.innerHTML = b', 'innerHTML'],
    ["a['innerHTML'] += b", 'innerHTML'],
    ['Object.assign(a, { outerHTML: b })', 'outerHTML'],
    ["a.insertAdjacentHTML('beforeend', b)", 'insertAdjacentHTML'],
    ['a.setHTMLUnsafe(b)', 'setHTMLUnsafe'],
    ['Document.parseHTMLUnsafe(b)', 'parseHTMLUnsafe'],
    ["new DOMParser().parseFromString(a, 'text/html')", 'parseFromString'],
    ['range.createContextualFragment(a)', 'createContextualFragment'],
    ['frame.srcdoc = a', 'srcdoc'],
    ['const x = <b dangerouslySetInnerHTML={{ __html: a }} />', 'dangerouslySetInnerHTML'],
    ['const x = <iframe srcdoc={a} />', 'srcdoc'],
    ['document.write(a)', 'document.write'],
    ['window.document.writeln(a)', 'document.writeln'],
    ['eval(a)', 'eval'],
    ['new Function(a)', 'Function'],
    ['Function(a)()', 'Function'],
    ["setTimeout('a()', 1)", 'a timer with a string'],
    ['window.setInterval(`a()`, 1)', 'a timer with a string'],
    ["document.createElement('script')", 'a script element'],
    ["document.createElementNS(SVG, 'SCRIPT')", 'a script element'],
  ])('is found: %s', (code, sink) => {
    expect(sinksIn('a.tsx', `\n${code}`)).toEqual([`line 2: ${sink}`])
  })

  it.each([
    'a.textContent = b',
    'stream.write(a)',
    "// a.innerHTML = b\nconst text = 'innerHTML'",
    'setTimeout(a, 1)',
    "document.createElement('div')",
    'const f: Function = a',
  ])('is not: %s', (code) => {
    expect(sinksIn('a.tsx', code)).toEqual([])
  })
})
