import { beforeEach, expect, it } from 'vitest'
import { addToCart, readCart } from './cart.ts'

beforeEach(() => sessionStorage.clear())

it('keeps one entry for each piece', () => {
  addToCart('ember')
  addToCart('dusk')
  addToCart('ember')
  expect(readCart().map((lamp) => lamp.name)).toEqual(['Ember', 'Dusk', 'Ember'])
})

it('takes no lamp that the shop does not sell', () => {
  addToCart('lava-lamp')
  expect(readCart()).toEqual([])
})
