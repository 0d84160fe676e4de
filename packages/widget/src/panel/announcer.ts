/** The one voice of the widget for screen readers. */

/** Says a text when the reader has a pause. */
export type Announce = (text: string) => void

declare global {
  interface Element {
    /** Baseline since September 2026 and not yet in TypeScript's DOM. */
    ariaNotify?(text: string): void
  }
}

/**
 * @param region a polite live region that stays in the document: some readers notice only changes
 * of a region they have met before. Unused where the browser has `ariaNotify`.
 */
export function createAnnouncer(region: HTMLElement): Announce {
  return (text) => {
    if (region.ariaNotify) return region.ariaNotify(text)
    // A text that equals the last one changes nothing and would stay unsaid.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text
  }
}
