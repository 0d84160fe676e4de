/** The keys of a menu: the arrows move, typing goes to a name, leaving closes. */

/** A `ref` that follows an element for as long as it is drawn. */
export type Attach = (element: HTMLElement | null) => (() => void) | undefined

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/**
 * A `ref` of the menu: puts the focus on its first item, and back where it was when the menu goes.
 *
 * @param close called when the focus or the pointer goes elsewhere
 */
export function createMenuKeys(close: () => void): Attach {
  return (menu) => {
    if (menu === null) return undefined
    const root = menu.getRootNode() as ShadowRoot
    const opener = root.activeElement
    const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
    items[0]?.focus()

    const pressed = (event: KeyboardEvent): void => {
      const at = items.findIndex((item) => item.matches(':focus'))
      const step = STEPS[event.key]
      const typed = event.key.toLowerCase()
      const next =
        step !== undefined
          ? step(at, items.length)
          : items.findIndex((item) => item.textContent?.toLowerCase().startsWith(typed))
      if (event.key === 'Tab') close()
      if (next < 0 || (step === undefined && typed.length !== 1)) return
      event.preventDefault()
      items[next]?.focus()
    }
    const pointed = (event: Event): void => {
      const path = event.composedPath()
      // The button that opened it closes it by itself.
      if (!path.includes(menu) && !(opener !== null && path.includes(opener))) close()
    }
    menu.addEventListener('keydown', pressed)
    addEventListener('pointerdown', pointed, { capture: true })
    return () => {
      removeEventListener('pointerdown', pointed, { capture: true })
      const isLost = root.activeElement === null || menu.contains(root.activeElement)
      if (isLost && opener instanceof HTMLElement) opener.focus()
    }
  }
}
