import type { ComponentChildren } from 'preact'
import { Icon } from './Icon.tsx'
import type { PanelModel } from './panel-model.ts'

/** Where one is, who answers, and the ways out. */
export function Header({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { strings, look, more, screen } = model
  const isConversation = screen.value === 'conversation'
  const presence = more.value?.presence() ?? look.value.presence
  const title = more.value?.title(screen.value) ?? model.title.value
  return (
    <header class="header" part="header">
      <BackButton model={model} />
      <div class="header-who">
        <h2 class="header-title">{title}</h2>
        {isConversation && presence !== '' && <p class="header-presence">{presence}</p>}
      </div>
      {screen.value !== 'consent' && <MenuButton model={model} />}
      <button
        type="button"
        class="icon-button"
        data-close
        aria-label={strings.close}
        onClick={model.close}
      >
        <Icon name="close" />
      </button>
    </header>
  )
}

function MenuButton({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { strings, isMenuOpen } = model
  return (
    <button
      type="button"
      class="icon-button header-menu"
      aria-label={strings.menu}
      aria-haspopup="menu"
      aria-expanded={isMenuOpen.value}
      onClick={model.toggleMenu}
    >
      <Icon name="menu" />
    </button>
  )
}

/** Leads to the list, once there is one, with the number of what is unread in the others. */
function BackButton({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { strings, screen, conversation } = model
  const { threads, threadId } = conversation
  if (screen.value === 'threads' || threads.value.length === 0) return null
  const unread = threads.value
    .filter(({ id }) => id !== threadId.value)
    .reduce((sum, thread) => sum + thread.unread, 0)
  return (
    <button
      type="button"
      class="icon-button header-back"
      aria-label={strings.back(unread)}
      onClick={() => model.show('threads')}
    >
      <Icon name="back" />
      {/* Drawn by its style, as the badge is: the button is called by the whole number. */}
      {unread > 0 && <span class="header-unread" data-count={unread > 99 ? '99+' : unread} />}
    </button>
  )
}
