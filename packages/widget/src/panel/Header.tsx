import type { ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'
import type { PanelModel } from './panel-model.ts'

/** Who answers, how soon, and the way out. */
export function Header({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { presence } = model.look.value
  return (
    <header class="header" part="header">
      <div class="header-who">
        <h2 class="header-title">{model.title.value}</h2>
        {presence !== '' && <p class="header-presence">{presence}</p>}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={model.strings.close}
        onClick={model.close}
      >
        <Icon name="close" />
      </button>
    </header>
  )
}
