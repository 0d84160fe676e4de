/** Which screen and menu are in sight, and the file that draws them, which may have to come first. */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { More, Screen } from './screens.ts'

export interface Navigation {
  readonly screen: ReadonlySignal<Screen>
  readonly isMenuOpen: Signal<boolean>
  /** Null until it has been fetched. */
  readonly more: ReadonlySignal<More | null>
  /** Somebody waits for it, and it could not be fetched. */
  readonly isMoreMissing: ReadonlySignal<boolean>
  /** Goes to another screen, once what draws it is there. */
  show(screen: Screen): void
  toggleMenu(): void
  /** Fetches what draws everything but the conversation. Never rejects: a later call tries anew. */
  fetchMore(): Promise<void>
}

/** What it is made from. */
export interface NavigationSetup {
  readonly first: Screen
  readonly loadMore: () => Promise<More>
  /** What is being written: whoever goes on writing does not want to be taken elsewhere any more. */
  readonly text: () => string
}

export function createNavigation({ first, loadMore, text }: NavigationSetup): Navigation {
  const screen = signal(first)
  const isMenuOpen = signal(false)
  const more = signal<More | null>(null)
  const isMoreMissing = signal(false)
  let fetching: Promise<void> | null = null
  /** What was asked for last and has to wait for a file. */
  let wish: object | null = null

  function fetchMore(): Promise<void> {
    fetching ??= loadMore().then(
      (fetched) => {
        more.value = fetched
        isMoreMissing.value = false
      },
      () => {
        fetching = null
        isMoreMissing.value = isMoreMissing.value || screen.value === 'consent'
      },
    )
    return fetching
  }

  /** Does what needs the file, unless something else was done meanwhile. */
  function whenMore(act: () => void): void {
    const now = {}
    wish = now
    const written = text()
    void fetchMore().then(() => {
      isMoreMissing.value = more.value === null
      const isStill = wish === now && text() === written
      if (more.value !== null && isStill) act()
    })
  }

  return {
    screen,
    isMenuOpen,
    more,
    isMoreMissing,
    fetchMore,
    show(next) {
      batch(() => {
        wish = null
        isMenuOpen.value = false
        const isAtHand = next === 'conversation' || next === 'consent' || more.value !== null
        if (isAtHand) screen.value = next
        else {
          whenMore(() => {
            screen.value = next
          })
        }
      })
    },
    toggleMenu() {
      if (isMenuOpen.value) isMenuOpen.value = false
      else {
        whenMore(() => {
          isMenuOpen.value = true
        })
      }
    },
  }
}
