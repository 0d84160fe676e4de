import type { JSX } from 'preact'
import { Composer } from './composer/Composer.tsx'
import { isOfInputMethod } from './composer/composer-keys.ts'
import { Header } from './Header.tsx'
import { MessageList } from './messages/MessageList.tsx'
import { NoticeBar } from './notices/NoticeBar.tsx'
import type { PanelModel } from './panel-model.ts'

/** A page's own shortcuts do not see that one types in here: it sees the host element as target. */
const keepFromPage = (event: KeyboardEvent): void => event.stopPropagation()

/** The dialog. On phones it is the screen, and the page behind is inert. */
export function Panel(props: {
  readonly model: PanelModel
  readonly isModal: boolean
}): JSX.Element {
  const { model, isModal } = props

  function pressed(event: KeyboardEvent): void {
    keepFromPage(event)
    if (event.key === 'Escape' && !isOfInputMethod(event)) model.close()
  }

  return (
    <section
      id="panel"
      class="panel"
      part="panel"
      role="dialog"
      aria-modal={isModal}
      aria-label={model.strings.dialog(model.look.value.name)}
      data-open={model.isOpen.value}
      onKeyDown={pressed}
      onKeyUp={keepFromPage}
      onKeyPress={keepFromPage}
    >
      <Header model={model} />
      <MessageList model={model} />
      <NoticeBar model={model} />
      <Composer model={model} />
    </section>
  )
}
