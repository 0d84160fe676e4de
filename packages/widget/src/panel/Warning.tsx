import type { JSX } from 'preact'
import { Icon } from './Icon.tsx'

/** What went wrong: colour alone does not tell everybody that it did (WCAG 1.4.1). */
export function Warning({ text }: { readonly text: string }): JSX.Element {
  return (
    <span class="warning">
      <Icon name="warning" />
      {text}
    </span>
  )
}
