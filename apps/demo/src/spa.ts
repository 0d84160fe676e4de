/** The catalogue: one page whose views change without a reload, the chat staying where it is. */
import { createChat } from '@porchlight/widget'
import { showCartCount } from './cart.ts'
import { drawCatalogue, type Route } from './spa/Catalogue.ts'

const root = document.querySelector('[data-catalogue]')
const origin = contentOf('porchlight-origin')
const token = contentOf('porchlight-token')

createChat({
  token,
  apiHost: origin,
  name: 'Porch & Lantern',
  presence: 'Usually answers in a few minutes',
  greeting: 'Hello. What can we help you with?',
  suggestions: ['Which bulb fits?', 'How long does shipping take?', 'Do you ship to Norway?'],
})

// Client-side routes live in the query, so that a reload of any of them is a file that exists.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || event.defaultPrevented || event.metaKey || event.ctrlKey) return
  const url = new URL(link.href)
  if (url.origin !== location.origin || url.pathname !== location.pathname) return
  event.preventDefault()
  history.pushState(null, '', url)
  draw()
  window.scrollTo({ top: 0 })
})
window.addEventListener('popstate', draw)
draw()

function draw(): void {
  if (root === null) return
  const query = new URLSearchParams(location.search)
  const route: Route = { lamp: query.get('lamp'), room: query.get('room') }
  document.title = drawCatalogue(root, route)
  showCartCount()
}

function contentOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
}
