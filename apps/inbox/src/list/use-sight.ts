import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { areApart, rowsAround, rowsInSight, type Span } from './rows-in-sight.ts'

/** A list that has not moved for so long rests. */
const RESTS_AFTER_MS = 100

/**
 * Which rows are to be in the page now. One that flies past draws no more than can be seen: what would be around
 * it is gone with the next frame, and costs three times as much.
 */
export function useSight(scrollRef: RefObject<HTMLElement | null>): Span {
  const [sight, setSight] = useState<Span>({ from: 0, to: 40 })

  useLayoutEffect(() => {
    const area = scrollRef.current
    if (area === null) return
    let resting: ReturnType<typeof setTimeout> | undefined
    const look = (isFlying: boolean): void => {
      const at = { top: area.scrollTop, height: area.clientHeight }
      setSight((now) => {
        const seen = rowsInSight(at)
        const next = isFlying && areApart(now, seen) ? seen : rowsAround(at)
        return now.from === next.from && now.to === next.to ? now : next
      })
    }
    const onScroll = (): void => {
      look(true)
      clearTimeout(resting)
      resting = setTimeout(() => look(false), RESTS_AFTER_MS)
    }
    look(false)
    area.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(resting)
      area.removeEventListener('scroll', onScroll)
    }
  }, [scrollRef])

  return sight
}
