/** The little markdown that our help articles are written in (headings, paragraphs, lists) as HTML. */

/** Title of an article: its first heading. */
export function articleTitle(source: string): string {
  return /^# (.+)$/m.exec(source)?.[1] ?? ''
}

/** The whole article. */
export function articleBody(source: string): string {
  const blocks = withoutFrontMatter(source).split(/\n{2,}/)
  return `<p class="crumbs"><a href="help.html">Help</a> / ${escapeText(articleTitle(source))}</p>
<article class="prose">
${blocks.map(block).join('\n')}
</article>`
}

/** A list of articles with their sections. */
export function indexBody(
  articles: readonly { readonly name: string; readonly source: string }[],
): string {
  const entries = articles.map(({ name, source }) => {
    const sections = [...source.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
    const links = sections.map(
      (heading) => `<li><a href="${name}.html#${slugOf(heading)}">${escapeText(heading)}</a></li>`,
    )
    return `<section><h2><a href="${name}.html">${escapeText(articleTitle(source))}</a></h2>
<ul>${links.join('')}</ul></section>`
  })
  return `<h1>How can we help?</h1>
<p class="lead">Everything the assistant in the chat knows is written here.</p>
<div class="help-index">${entries.join('\n')}</div>`
}

/** Text inside an element or an attribute. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function block(text: string): string {
  const [, marks, heading] = /^(#{1,3}) (.+)$/.exec(text) ?? []
  if (marks !== undefined && heading !== undefined) {
    const level = marks.length
    return `<h${level} id="${slugOf(heading)}">${escapeText(heading)}</h${level}>`
  }
  const lines = text.split('\n')
  if (lines.every((line) => line.startsWith('- '))) {
    return `<ul>${lines.map((line) => `<li>${escapeText(line.slice(2))}</li>`).join('')}</ul>`
  }
  return `<p>${escapeText(lines.join(' '))}</p>`
}

function withoutFrontMatter(source: string): string {
  return source.replace(/^---\n[\s\S]*?\n---\n/, '').trim()
}

/** The same fragment that the server's assistant puts into its citations. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
