/** On a phone the panel is the screen: the page behind rests, and the keyboard pushes nothing away. */
import { effect, type ReadonlySignal, type Signal } from '@preact/signals'

/** What it follows and what it sets. */
export interface ScreenFilling {
  /** Gets `--pl-screen-height` and `--pl-screen-top` while the panel is the screen. */
  readonly element: HTMLElement
  readonly isOpen: ReadonlySignal<boolean>
  readonly isFullScreen: Signal<boolean>
}

const PHONE = '(max-width: 479.98px)'

/** @returns the undo */
export function fillScreen({ element, isOpen, isFullScreen }: ScreenFilling): () => void {
  const query = matchMedia(PHONE)
  const queried = (): void => {
    isFullScreen.value = query.matches
  }
  queried()
  query.addEventListener('change', queried)

  const stop = effect(() => {
    if (!isOpen.value || !isFullScreen.value) return
    const restorePage = restPage(element)
    const unfollow = followViewport(element)
    return () => {
      restorePage()
      unfollow()
    }
  })
  return () => {
    stop()
    query.removeEventListener('change', queried)
  }
}

/** Takes the page out of the way of keyboard and screen reader, unless we are a part of it. */
function restPage(element: HTMLElement): () => void {
  const { body } = document
  if (body.inert || body.contains(element)) return () => undefined
  body.inert = true
  return () => {
    body.inert = false
  }
}

/** The part of the screen above the on-screen keyboard, which `dvh` does not know of on iOS. */
function followViewport(element: HTMLElement): () => void {
  const viewport = window.visualViewport
  if (!viewport) return () => undefined
  // An empty text takes a property away.
  const setScreen = (height: string, top: string): void => {
    element.style.setProperty('--pl-screen-height', height)
    element.style.setProperty('--pl-screen-top', top)
  }
  const apply = (): void => {
    // Pinch zoom also shrinks this viewport; then the panel stays as it is.
    if (viewport.scale > 1.01) return
    setScreen(`${viewport.height}px`, `${viewport.offsetTop}px`)
  }
  apply()
  viewport.addEventListener('resize', apply)
  viewport.addEventListener('scroll', apply)
  return () => {
    viewport.removeEventListener('resize', apply)
    viewport.removeEventListener('scroll', apply)
    setScreen('', '')
  }
}
