/** What the visitor wants to buy, for as long as the tab lives. */
import { findLamp, type Lamp } from './lamps.ts'

const KEY = 'shop-cart'

/** The lamps in the cart, one entry for each piece. */
export function readCart(): readonly Lamp[] {
  const ids = (sessionStorage.getItem(KEY) ?? '').split(' ')
  return ids.map(findLamp).filter((lamp) => lamp !== undefined)
}

/** Puts one more piece into the cart; an unknown id changes nothing. */
export function addToCart(id: string): void {
  const ids = [...readCart().map((lamp) => lamp.id), id]
  sessionStorage.setItem(KEY, ids.filter((each) => findLamp(each) !== undefined).join(' '))
}

/** Draws the number of pieces wherever the page shows it. */
export function showCartCount(): void {
  const count = readCart().length
  for (const place of document.querySelectorAll('[data-cart-count]')) {
    place.textContent = String(count)
  }
}
