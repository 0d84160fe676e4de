import type { ComponentChildren, JSX } from 'preact'
import type { MoreStrings } from '../../i18n/strings.ts'
import type { MoreModel } from '../more-model.ts'
import type { FooterState } from './footer-model.ts'
import { Rating } from './Rating.tsx'

/** What is asked or confirmed below the messages. */
export function Footer({ model }: { readonly model: MoreModel }): ComponentChildren {
  const { footer, words } = model
  const state = footer.state.value
  if (state === null) return null
  return (
    <div class="footer" data-state={state}>
      {state === 'helpful' && <Helpful model={model} />}
      {state === 'closed' && <p>{words.value.closed}</p>}
      {state === 'closed' && <Rating model={model} />}
      <p role="status">{confirmationOf(state, words.value)}</p>
    </div>
  )
}

function Helpful({ model }: { readonly model: MoreModel }): JSX.Element {
  const { footer, panel, words } = model
  const then = (act: () => void) => () => {
    act()
    // The buttons go, and the focus must not fall to the page.
    panel.focusComposer()
  }
  return (
    <>
      <span class="footer-question">{words.value.helpful}</span>
      <button type="button" class="button-small" onClick={then(footer.confirmHelped)}>
        {words.value.helpfulYes}
      </button>
      <button type="button" class="button-small" onClick={then(footer.askPeople)}>
        {words.value.helpfulNo}
      </button>
    </>
  )
}

function confirmationOf(state: FooterState, words: MoreStrings): string {
  if (state === 'helped') return words.helped
  if (state === 'asked_people') return words.askedPeople
  return state === 'rated' ? words.rated : ''
}
