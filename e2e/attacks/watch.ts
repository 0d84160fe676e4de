/** The oracle inside the page: what the attacks set off, and what the widget has drawn of them. */
import type { EnginePage } from '../fixtures/engine-page.ts'
import { NONCE } from '../fixtures/site.ts'
import { ANYWHERE, AROUND, IN_MESSAGE } from './allowed.ts'

/**
 * `trap(name)` is what payloads call. Stands before everything else in a page's head, and needs
 * nothing that a page may have changed since.
 */
export const WATCH: string = `<script nonce="${NONCE}">
{
  const sprung = [], errors = [], violations = [], forbidden = []
  window.trap = (name) => { sprung[sprung.length] = String(name) }
  addEventListener('error', (event) => { errors[errors.length] = String(event.message) })
  addEventListener('unhandledrejection', (event) => {
    errors[errors.length] = 'rejection: ' + String(event.reason)
  })
  document.addEventListener('securitypolicyviolation', (event) => {
    violations[violations.length] = event.violatedDirective + ' ' + event.blockedURI
  })
  const findForbidden = ${findForbidden}
  const inspect = () => {
    const lists = ${JSON.stringify([ANYWHERE, IN_MESSAGE, AROUND])}
    for (const one of findForbidden(...lists)) if (!forbidden.includes(one)) forbidden.push(one)
  }
  window.watched = () => {
    inspect()
    return { sprung, errors, violations, forbidden, address: location.href }
  }
  const { getOwnPropertyNames, getOwnPropertyDescriptor } = Object
  const kept = []
  const keep = (name, object) => {
    const names = getOwnPropertyNames(object)
    for (let n = 0; n < names.length; n++) {
      const { value, get, set } = getOwnPropertyDescriptor(object, names[n]) || {}
      kept[kept.length] = [name + names[n], object, names[n], value, get, set, names.length]
    }
  }
  window.keepInMind = () => {
    const all = [Object, Function, Array, String, Number, Date, Promise, Error, RegExp, Map, Set,
      Node, Element, EventTarget, XMLHttpRequest, CSSStyleSheet]
    for (let n = 0; n < all.length; n++) {
      const { name } = all[n]
      keep(name + '.', all[n])
      keep(name + '.prototype.', all[n].prototype)
    }
    keep('console.', console)
    keep('history.', history)
    keep('document.', document)
    keep('JSON.', JSON)
    kept[kept.length] = ['fetch', window, 'fetch', window.fetch]
    names = getOwnPropertyNames(window)
  }
  let names = []
  window.changed = () => {
    const found = []
    for (let n = 0; n < kept.length; n++) {
      const [title, object, name, value, get, set, length] = kept[n]
      const now = getOwnPropertyDescriptor(object, name) || {}
      const isSame = Object.is(now.value, value) && (name === 'fetch' || (now.get === get && now.set === set))
      const isMore = length !== undefined && getOwnPropertyNames(object).length !== length
      if (!isSame || isMore) found[found.length] = title
    }
    const after = getOwnPropertyNames(window)
    for (let n = 0; n < after.length; n++) {
      if (!names.includes(after[n])) found[found.length] = 'window.' + after[n]
    }
    return found
  }
  window.inspectAlways = () => {
    const { shadowRoot } = document.querySelector('porchlight-root')
    const all = { subtree: true, childList: true, attributes: true }
    new MutationObserver(inspect).observe(shadowRoot, all)
  }
}
</script>`

declare global {
  interface Window {
    watched?: () => Watched
    /** From now on looks at the shadow root whenever something in it changes. */
    inspectAlways?: () => void
    /** Remembers what a page has made of the prototypes and of its names. */
    keepInMind?: () => void
    /** What is different since then, on the prototypes and among the names of the page. */
    changed?: () => string[]
  }
}

/** What the page has seen since it was loaded. */
export interface Watched {
  /** Names of the traps that a payload got to call. */
  readonly sprung: readonly string[]
  /** Uncaught errors and rejections. */
  readonly errors: readonly string[]
  /** Violations of a content policy. */
  readonly violations: readonly string[]
  /** What was in the shadow root and is not on the list. */
  readonly forbidden: readonly string[]
  /** Where the page is now. */
  readonly address: string
}

/** @throws when the page went elsewhere, since its watch went with it */
export async function watched(page: EnginePage): Promise<Watched> {
  const seen = await page.run(() => window.watched?.())
  if (seen === undefined) throw new Error('the page went elsewhere')
  return seen
}

/** One message as it is drawn. */
export interface Drawn {
  readonly author: string
  /** As a reader sees it: hidden text is not in it. */
  readonly text: string
  readonly links: readonly (readonly [text: string, href: string])[]
  /** Whether it has a size, and its text does not stick out of it. */
  readonly fits: boolean
}

/** All messages that are drawn, in their order. */
export function drawn(page: Pick<EnginePage, 'run'>): Promise<Drawn[]> {
  return page.run(() => {
    const root = document.querySelector('porchlight-root')?.shadowRoot
    return [...(root?.querySelectorAll<HTMLElement>('[part~="bubble"]') ?? [])].map((bubble) => ({
      author: bubble.closest('.group')?.className.replace('group group-', '') ?? '',
      // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, not what is there
      text: bubble.innerText,
      links: [...bubble.querySelectorAll('a')].map(
        (link) => [link.textContent, link.getAttribute('href') ?? ''] as const,
      ),
      fits: bubble.clientWidth > 0 && bubble.scrollWidth <= bubble.clientWidth,
    }))
  })
}

type Elements = Readonly<Record<string, readonly string[]>>

/** Runs in the page. Everything in the shadow root that is not on the list. */
function findForbidden(
  anywhere: readonly string[],
  inMessage: Elements,
  around: Elements,
): string[] {
  const root = document.querySelector('porchlight-root')?.shadowRoot
  const found: string[] = []
  for (const element of root?.querySelectorAll('*') ?? []) {
    const allowed = element.closest('[part~="bubble"]') === null ? around : inMessage
    const own = Object.hasOwn(allowed, element.localName) ? allowed[element.localName] : undefined
    if (own === undefined) {
      found.push(`<${element.localName}>`)
      continue
    }
    for (const { name, value } of element.attributes) {
      const isText = /^(aria|data)-[a-z-]+$/.test(name)
      if (!isText && !anywhere.includes(name) && !own.includes(name)) {
        found.push(`<${element.localName} ${name}>`)
      }
      // Browsers without `field-sizing` are told the height of the text field.
      if (name === 'style' && !/^height: [\d.]+px;?$/.test(value)) found.push(`style="${value}"`)
    }
    if (element.localName === 'a') found.push(...objectionsTo(element as HTMLAnchorElement))
  }
  return found

  function objectionsTo(link: HTMLAnchorElement): string[] {
    const rel = link.rel.split(' ')
    const isOpen = link.target !== '_blank' || !rel.includes('noopener')
    return [
      ...(/^(https?|mailto|tel):$/.test(link.protocol) ? [] : [`href="${link.href}"`]),
      ...(isOpen || !rel.includes('noreferrer') ? [`rel="${link.rel}" ${link.target}`] : []),
    ]
  }
}
