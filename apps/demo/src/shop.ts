/** What every page of the shop does: the cart in its header, buttons that fill it, the checkout. */
import { addToCart, readCart, showCartCount } from './cart.ts'

showCartCount()
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-add]') : null
  if (!(button instanceof HTMLButtonElement)) return
  addToCart(button.dataset.add ?? '')
  showCartCount()
  button.textContent = 'In your cart'
})
showCheckout()

function showCheckout(): void {
  const list = document.querySelector('[data-cart-lines]')
  const total = document.querySelector('[data-cart-total]')
  const cart = readCart()
  if (list === null || total === null || cart.length === 0) return
  list.replaceChildren(
    ...cart.map((lamp) => {
      const line = document.createElement('li')
      const price = document.createElement('span')
      price.textContent = `€ ${lamp.price}`
      line.append(`${lamp.name}, ${lamp.kind.toLowerCase()}`, price)
      return line
    }),
  )
  total.textContent = `€ ${cart.reduce((sum, lamp) => sum + lamp.price, 0)}`
}
