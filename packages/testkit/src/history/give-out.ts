/**
 * Gives things to those who may have them, so that as many as possible have one: which of two texts an
 * edited message has is not known, so whoever has one makes way for another wherever there is
 * something else for them. (Augmenting paths: Kuhn 1955.)
 */

/**
 * @param takers those who come first have something rather than those who come later
 * @returns all who have something
 */
export function giveOut<Taker, Thing>(
  takers: readonly Taker[],
  mayHave: (taker: Taker) => Iterable<Thing>,
): Set<Taker> {
  const wanted = new Map(takers.map((taker) => [taker, [...mayHave(taker)]]))
  const given = new Map<Thing, Taker>()

  function give(taker: Taker, asked: Set<Thing>): boolean {
    for (const thing of wanted.get(taker) ?? []) {
      if (asked.has(thing)) continue
      asked.add(thing)
      const other = given.get(thing)
      if (other !== undefined && !give(other, asked)) continue
      given.set(thing, taker)
      return true
    }
    return false
  }

  return new Set(takers.filter((taker) => give(taker, new Set())))
}
