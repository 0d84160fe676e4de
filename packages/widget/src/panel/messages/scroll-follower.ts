/** Keeps the newest message in sight while the reader is at the end, and leaves readers alone. */
import { type ReadonlySignal, signal } from '@preact/signals'

/** The scroll position of one list. */
export interface ScrollFollower {
  readonly isAtEnd: ReadonlySignal<boolean>
  /** Something came below while the reader was further up. */
  readonly hasNews: ReadonlySignal<boolean>
  /** Follows a scrolling element with one child; a `ref`. @returns the undo */
  readonly attach: (scroller: HTMLElement | null) => (() => void) | undefined
  /** Goes to the end, and stays there. */
  follow(): void
}

/** Closer than this counts as being at the end: about two lines, in CSS pixels. */
const END_TOLERANCE_PX = 48

/** @param messages what is drawn in the element */
export function createScrollFollower(
  messages: ReadonlySignal<readonly { readonly id: string }[]>,
): ScrollFollower {
  const isAtEnd = signal(true)
  const hasNews = signal(false)
  let scroller: HTMLElement | null = null

  function toEnd(): void {
    if (scroller !== null) scroller.scrollTop = scroller.scrollHeight
  }

  return {
    isAtEnd,
    hasNews,
    attach(element) {
      const content = element?.firstElementChild
      if (element === null || !content) return undefined
      scroller = element
      let { scrollHeight, clientHeight } = element
      let ends = endsOf(messages.peek())

      // A scroll event may come after the content has changed once more. Then it tells nothing of
      // the reader, and the observer is about to set things right.
      const scrolled = (): void => {
        const isSteady =
          element.scrollHeight === scrollHeight && element.clientHeight === clientHeight
        if (!isSteady) return
        isAtEnd.value = scrollHeight - element.scrollTop - clientHeight < END_TOLERANCE_PX
        if (isAtEnd.value) hasNews.value = false
      }
      // Runs after layout and before paint, so that neither a correction nor growth is seen to jump.
      const observer = new ResizeObserver(() => {
        const now = endsOf(messages.peek())
        const hasOlder = ends.first !== undefined && now.first !== ends.first
        if (isAtEnd.value) toEnd()
        else if (hasOlder) element.scrollTop += element.scrollHeight - scrollHeight
        else if (now.last !== ends.last) hasNews.value = true
        scrollHeight = element.scrollHeight
        clientHeight = element.clientHeight
        ends = now
      })
      observer.observe(element)
      observer.observe(content)
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

function endsOf(messages: readonly { readonly id: string }[]): {
  first: string | undefined
  last: string | undefined
} {
  return { first: messages[0]?.id, last: messages.at(-1)?.id }
}
