/** Keeps the newest message in sight while the reader is at the end, and leaves readers alone. */
import { type ReadonlySignal, signal } from '@preact/signals'

/** The scroll position of one list. */
export interface ScrollFollower {
  readonly isAtEnd: ReadonlySignal<boolean>
  /** Something came below while the reader was further up. */
  readonly hasNews: ReadonlySignal<boolean>
  /** @returns the undo */
  attach(parts: FollowedParts): () => void
  /** Goes to the end, and stays there. */
  follow(): void
}

/** What is measured. */
export interface FollowedParts {
  readonly scroller: HTMLElement
  readonly content: HTMLElement
  /** The first and last message that is drawn. */
  readonly ends: () => { readonly first: string | undefined; readonly last: string | undefined }
}

/** Closer than this counts as being at the end: about two lines, in CSS pixels. */
const END_TOLERANCE_PX = 48

export function createScrollFollower(): ScrollFollower {
  const isAtEnd = signal(true)
  const hasNews = signal(false)
  let scroller: HTMLElement | null = null

  function toEnd(): void {
    if (scroller !== null) scroller.scrollTop = scroller.scrollHeight
  }

  return {
    isAtEnd,
    hasNews,
    attach(parts) {
      scroller = parts.scroller
      const element = parts.scroller
      let height = element.scrollHeight
      let ends = parts.ends()

      function scrolled(): void {
        isAtEnd.value =
          element.scrollHeight - element.scrollTop - element.clientHeight < END_TOLERANCE_PX
        if (isAtEnd.value) hasNews.value = false
      }
      // Runs after layout and before paint, so that neither a correction nor growth is seen to jump.
      const observer = new ResizeObserver(() => {
        const now = parts.ends()
        const grown = element.scrollHeight - height
        const hasOlder = ends.first !== undefined && now.first !== ends.first
        if (isAtEnd.value) toEnd()
        else if (hasOlder) element.scrollTop += grown
        else if (now.last !== ends.last) hasNews.value = true
        height = element.scrollHeight
        ends = now
      })
      observer.observe(element)
      observer.observe(parts.content)
      element.addEventListener('scroll', scrolled, { passive: true })
      return () => {
        observer.disconnect()
        element.removeEventListener('scroll', scrolled)
      }
    },
    follow() {
      isAtEnd.value = true
      hasNews.value = false
      toEnd()
    },
  }
}
