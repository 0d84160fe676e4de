import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { articleBody, articleTitle, escapeText, indexBody } from './render-article.ts'

/**
 * One page for each help article, and one that lists them. The assistant cites these pages, so each
 * heading has the address that the assistant makes of it.
 *
 * @returns the plugin, and the names of the pages it answers for
 */
export function helpPages(folder: string): { readonly plugin: Plugin; readonly pages: string[] } {
  const articles = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replace(/\.md$/, ''))
  const names = ['help', ...articles]
  const isOurs = (id: string) => names.includes(path.basename(id, '.html'))
  const read = (name: string) => readFileSync(path.join(folder, `${name}.md`), 'utf8')

  const plugin: Plugin = {
    name: 'shop-help-pages',
    resolveId: (id) => (id.endsWith('.html') && isOurs(id) ? id : null),
    load(id) {
      if (!id.endsWith('.html') || !isOurs(id)) return null
      for (const name of articles) this.addWatchFile(path.join(folder, `${name}.md`))
      const name = path.basename(id, '.html')
      if (name !== 'help') return page(articleTitle(read(name)), articleBody(read(name)))
      return page('Help', indexBody(articles.map((each) => ({ name: each, source: read(each) }))))
    },
  }
  return { plugin, pages: names.map((name) => `${name}.html`) }
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<!-- shop:head -->
<title>${escapeText(title)} · Porch &amp; Lantern</title>
<!-- shop:network -->
<!-- shop:chat -->
<!-- shop:shop -->
</head>
<body>
<!-- shop:header -->
<main id="content" class="page">
${body}
</main>
<!-- shop:footer -->
</body>
</html>
`
}
