/**
 * Builds preact without `dangerouslySetInnerHTML`, which nothing of ours may use. With it goes the
 * one way by which a string could become markup in what a visitor fetches.
 */
import type { Plugin } from 'vite'

/** Parts of preact 11.2.0, and what stands for them; a version without them stops the build. */
const CHANGES: Readonly<Record<string, string>> = {
  '"dangerouslySetInnerHTML"==s?y=k:': '',
  '"dangerouslySetInnerHTML"==s?h=k:': '',
  'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),':
    '(',
}

/** @throws when something is not there, or there twice */
export function cutHtml(code: string): string {
  return Object.entries(CHANGES).reduce((rest, [part, replacement]) => {
    if (rest.split(part).length !== 2) throw new Error(`preact has changed: ${part}`)
    return rest.replace(part, replacement)
  }, code)
}

export const preactWithoutHtml: Plugin = {
  name: 'porchlight:preact-without-html',
  transform: {
    filter: { id: /preact\/dist\/preact\.mjs$/ },
    handler: (code) => ({ code: cutHtml(code), map: null }),
  },
}
