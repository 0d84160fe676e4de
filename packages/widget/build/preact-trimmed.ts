/**
 * Builds preact without what nothing of ours may use or does use. `dangerouslySetInnerHTML` was the one
 * way by which a string could become markup in what a visitor fetches; pages that a server has drawn,
 * components that wait for their code, and formulas are bytes that nobody would run.
 */
import type { Plugin } from 'vite'
import { changeFile, replacePart } from './change-file.ts'

const FILE = 'preact/dist/preact.mjs'

/** Parts of preact 11.2.0, and what stands for them; a version without them stops the build. */
const CHANGES: Readonly<Record<string, string>> = {
  // Markup from strings.
  '"dangerouslySetInnerHTML"==s?y=k:': '',
  '"dangerouslySetInnerHTML"==s?h=k:': '',
  'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),':
    '(',
  // What was suspended while it took over a page.
  '128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),':
    '',
  'if(t&&t.then){if(r.__u|=128|c,o){for(~(T=o.indexOf(l||void 0))||(T=o.length);(N=o[T-1])&&8==N.nodeType;)T--;for(;T<o.length;T++)if(N=o[T])if(o[T]=null,O){if(N==P)break}else{if(8!=N.nodeType)break;N.data.startsWith("$s")&&(P=B(O=N))}}if(!O){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;O=l}(s=B(O=r.__c.__z||(r.__c.__z=O)))?(r.__e=O,l=s):r.__e=l,l=l&&l.nextSibling}else o&&o.some(g)':
    'o&&o.some(g)',
  't&&t.then||D(r),n.__e(t,r,u)': 'D(r),n.__e(t,r,u)',
  '!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),': '',
  // Formulas, and pages within drawings.
  ':"math"==C?f="http://www.w3.org/1998/Math/MathML":': ':',
  '("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),':
    '',
}

/** @throws when something is not there, or there twice */
export function trimPreact(code: string): string {
  return Object.entries(CHANGES).reduce(
    (rest, [part, by]) => replacePart(rest, part, { by, times: 1, file: FILE }),
    code,
  )
}

export const preactTrimmed: Plugin = changeFile({
  file: FILE,
  change: trimPreact,
  builds: ['panel'],
})
