import type { JSX } from 'preact'
import type { MoreModel } from '../more-model.ts'
import { menuItems } from './menu-items.ts'

/** What can be done with the conversation, and with what is stored of the visitor. */
export function Menu({ model }: { readonly model: MoreModel }): JSX.Element {
  const { panel } = model
  return (
    <div
      class="menu"
      part="menu"
      role="menu"
      aria-label={panel.strings.menu}
      ref={model.attachMenu}
    >
      {menuItems(model).map(({ label, act }) => (
        <button
          type="button"
          role="menuitem"
          class="menu-item"
          tabIndex={-1}
          key={label}
          onClick={() => {
            panel.isMenuOpen.value = false
            act()
          }}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
