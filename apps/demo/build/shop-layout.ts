import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { addressOf, type Lamp, lamps } from '../src/lamps.ts'
import { escapeText } from './render-article.ts'

/** Fills `<!-- shop:name -->` in every page from `partials/name.html`, and the shelf of lamps. */
export function shopLayout(root: string): Plugin {
  return {
    name: 'shop-layout',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path: page }) =>
        html.replaceAll(/<!-- shop:(\w+) -->/g, (_comment, name: string) =>
          name === 'lamps'
            ? lamps.map(card).join('\n')
            : markCurrent(readFileSync(path.join(root, 'partials', `${name}.html`), 'utf8'), page),
        ),
    },
  }
}

/** Tells which link of a navigation leads to the page it stands on. */
function markCurrent(partial: string, page: string): string {
  const link = `href="${path.basename(page)}"`
  return partial.replace(`<a ${link}>`, `<a ${link} aria-current="page">`)
}

function card(lamp: Lamp): string {
  return `<li class="card">
  <a class="card-link" href="${addressOf(lamp)}">
    <span class="card-picture tint-${lamp.id}"><img src="pictures/${lamp.id}.svg" alt="" width="320" height="360" loading="lazy" vite-ignore></span>
    <strong>${escapeText(lamp.name)}</strong>
  </a>
  <p class="card-line">${escapeText(lamp.line)}</p>
  <p class="card-foot">${escapeText(lamp.kind)} · € ${lamp.price}</p>
</li>`
}
