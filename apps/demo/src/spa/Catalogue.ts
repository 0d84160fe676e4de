/** Draws the views of the catalogue. */
import { addressOf, findLamp, type Lamp, lamps, type Room } from '../lamps.ts'

/** What the address asks for; null for what it does not say. */
export interface Route {
  readonly lamp: string | null
  readonly room: string | null
}

const ROOMS: readonly (readonly [room: Room, label: string])[] = [
  ['outside', 'Outside'],
  ['table', 'Over the table'],
  ['bed', 'Beside the bed'],
  ['corner', 'In the corner'],
]

/** Replaces what is in the root. @returns the title of the view */
export function drawCatalogue(root: Element, route: Route): string {
  const lamp = findLamp(route.lamp)
  root.replaceChildren(...(lamp === undefined ? overview(route.room) : detail(lamp)))
  return `${lamp?.name ?? 'Catalogue'} · Porch & Lantern`
}

function overview(room: string | null): readonly Node[] {
  const shown = lamps.filter((lamp) => room === null || lamp.room === room)
  const filters = element('nav', 'filters', [
    filter('All lamps', 'spa.html', room === null),
    ...ROOMS.map(([name, label]) => filter(label, `spa.html?room=${name}`, room === name)),
  ])
  filters.setAttribute('aria-label', 'Rooms')
  return [element('h1', '', ['The catalogue']), filters, element('ul', 'cards', shown.map(card))]
}

function filter(label: string, href: string, isCurrent: boolean): HTMLElement {
  const link = anchor(href, '', [label])
  if (isCurrent) link.setAttribute('aria-current', 'page')
  return link
}

function card(lamp: Lamp): HTMLElement {
  return element('li', 'card', [
    anchor(addressOf(lamp), 'card-link', [
      element('span', `card-picture tint-${lamp.id}`, [picture(lamp)]),
      element('strong', '', [lamp.name]),
    ]),
    element('p', 'card-line', [lamp.line]),
    element('p', 'card-foot', [`${lamp.kind} · € ${lamp.price}`]),
  ])
}

function detail(lamp: Lamp): readonly Node[] {
  const buy = element('button', 'button', ['Add to cart'])
  buy.setAttribute('type', 'button')
  buy.setAttribute('data-add', lamp.id)
  return [
    element('p', 'crumbs', [anchor('spa.html', '', ['Catalogue']), ` / ${lamp.name}`]),
    element('div', 'product', [
      element('div', `product-picture tint-${lamp.id}`, [picture(lamp)]),
      element('div', 'product-text', [
        element('p', 'eyebrow', [lamp.kind]),
        element('h1', '', [lamp.name]),
        element('p', 'lead', [lamp.text]),
        element('p', 'price', [`€ ${lamp.price}`]),
        buy,
        element(
          'dl',
          'facts',
          lamp.facts.flatMap(([label, value]) => [
            element('dt', '', [label]),
            element('dd', '', [value]),
          ]),
        ),
      ]),
    ]),
  ]
}

function picture(lamp: Lamp): HTMLElement {
  const image = document.createElement('img')
  image.src = `pictures/${lamp.id}.svg`
  image.alt = ''
  image.width = 320
  image.height = 360
  return image
}

function anchor(
  href: string,
  className: string,
  children: readonly (Node | string)[],
): HTMLElement {
  const link = element('a', className, children)
  link.setAttribute('href', href)
  return link
}

function element(
  tag: string,
  className: string,
  children: readonly (Node | string)[],
): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}
