import type { ComponentChildren } from 'preact'
import { Composer } from './composer/Composer.tsx'
import { isOfInputMethod } from './composer/composer-keys.ts'
import { Header } from './Header.tsx'
import { MessageList } from './messages/MessageList.tsx'
import { NoticeBar } from './notices/NoticeBar.tsx'
import type { PanelModel } from './panel-model.ts'

/** A page's own shortcuts do not see that one types in here: it sees the host element as target. */
const keepFromPage = (event: KeyboardEvent): void => event.stopPropagation()

/** The dialog. On phones it is the screen, and the page behind is inert. */
export function Panel({ model }: { readonly model: PanelModel }): ComponentChildren {
  const more = model.more.value

  function pressed(event: KeyboardEvent): void {
    keepFromPage(event)
    if (event.key !== 'Escape' || isOfInputMethod(event)) return
    if (model.isMenuOpen.value) model.isMenuOpen.value = false
    else if (model.editing.target.value !== null) model.editing.cancel()
    else model.close()
  }

  return (
    <section
      class="panel"
      part="panel"
      role="dialog"
      aria-modal={model.isFullScreen.value}
      aria-label={model.strings.dialog(model.look.value.name)}
      onFocusIn={() => {
        model.mayTakeFocus.value = true
      }}
      onKeyDown={pressed}
      onKeyUp={keepFromPage}
      onKeyPress={keepFromPage}
    >
      <Header model={model} />
      {model.screen.value === 'conversation' ? (
        <>
          <MessageList model={model} />
          {more?.drawFooter()}
          <NoticeBar model={model} />
          <Composer model={model} />
        </>
      ) : (
        <>
          {more?.drawScreen(model.screen.value)}
          <NoticeBar model={model} />
        </>
      )}
      {model.isMenuOpen.value && more?.drawMenu()}
    </section>
  )
}
