/** What the shop sells. */

/** Rooms the lamps are made for, as the catalogue filters them. */
export type Room = 'outside' | 'table' | 'bed' | 'corner'

export interface Lamp {
  /** In addresses and in file names of pictures. */
  readonly id: string
  readonly name: string
  readonly kind: string
  /** Whole euros, VAT included. */
  readonly price: number
  readonly room: Room
  readonly line: string
  readonly text: string
  readonly facts: readonly (readonly [label: string, value: string])[]
}

export const lamps: readonly Lamp[] = [
  {
    id: 'porch-one',
    name: 'Porch One',
    kind: 'Wall lamp',
    price: 189,
    room: 'outside',
    line: 'The one beside the door.',
    text: 'A spun steel shade, enamelled twice, on a brass arm that stands up to rain and to being leaned against. Our first lamp, and still the one we make most.',
    facts: [
      ['Socket', 'E27, any LED'],
      ['Protection', 'IP44, for outdoors'],
      ['Size', '34 × 28 cm'],
    ],
  },
  {
    id: 'low-sun',
    name: 'Low Sun',
    kind: 'Pendant',
    price: 148,
    room: 'table',
    line: 'Opal glass on a red cord.',
    text: 'A globe of opal glass, blown by mouth, that lights a table without dazzling anyone who sits at it. The cord can be shortened without tools.',
    facts: [
      ['Socket', 'E27, any LED'],
      ['Cord', '180 cm, woven near Como'],
      ['Size', '⌀ 24 cm'],
    ],
  },
  {
    id: 'margin',
    name: 'Margin',
    kind: 'Reading lamp',
    price: 124,
    room: 'bed',
    line: 'Two joints, one page.',
    text: 'Throws its light where the book is and leaves the other side of the bed asleep. Both joints hold without a spring, so there is nothing that wears out.',
    facts: [
      ['Socket', 'E14, any LED'],
      ['Reach', '52 cm'],
      ['Switch', 'On the shade'],
    ],
  },
  {
    id: 'dusk',
    name: 'Dusk',
    kind: 'Table lamp',
    price: 98,
    room: 'corner',
    line: 'Stoneware under linen.',
    text: 'Each base is thrown and glazed by hand, so no two are quite the same blue. The linen shade warms the light by a shade of its own.',
    facts: [
      ['Socket', 'E27, any LED'],
      ['Cable', '160 cm, with a dimmer'],
      ['Size', '46 × 30 cm'],
    ],
  },
  {
    id: 'ember',
    name: 'Ember',
    kind: 'Lantern',
    price: 62,
    room: 'outside',
    line: 'Small enough to carry.',
    text: 'Eight hours of light from a battery that you can change yourself. For the steps, the table under the tree, and the walk to the bins.',
    facts: [
      ['Battery', 'Two 18650 cells, included'],
      ['Protection', 'IP44, for outdoors'],
      ['Size', '26 × 13 cm'],
    ],
  },
  {
    id: 'long-evening',
    name: 'Long Evening',
    kind: 'Floor lamp',
    price: 312,
    room: 'corner',
    line: 'Leans over the sofa.',
    text: 'A single bent tube and a brass dome, balanced on 11 kilograms of cast iron. It reaches 90 cm over your shoulder and stays where you put it.',
    facts: [
      ['Socket', 'E27, any LED'],
      ['Height', '178 cm'],
      ['Shipping', 'Bulky goods'],
    ],
  },
]

/** The lamp of that id, or undefined. */
export function findLamp(id: string | null): Lamp | undefined {
  return lamps.find((lamp) => lamp.id === id)
}

/** Where a lamp is shown: one has a page of its own, the others live in the catalogue. */
export function addressOf(lamp: Lamp): string {
  return lamp.id === 'porch-one' ? 'lamp.html' : `spa.html?lamp=${lamp.id}`
}
