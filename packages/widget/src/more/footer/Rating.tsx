import type { Score } from '@porchlight/protocol'
import type { JSX, TargetedEvent } from 'preact'
import type { MoreModel } from '../more-model.ts'

const SCORES: readonly Score[] = [1, 2, 3, 4, 5]

/** Five words to choose from, then room for a sentence. */
export function Rating({ model }: { readonly model: MoreModel }): JSX.Element {
  const { footer, panel, words } = model

  function submitted(event: TargetedEvent<HTMLFormElement>): void {
    event.preventDefault()
    const comment = new FormData(event.currentTarget).get('comment')
    footer.rate(typeof comment === 'string' ? comment : '')
    panel.focusComposer()
  }

  return (
    <form class="rating" onSubmit={submitted}>
      <fieldset>
        <legend>{words.value.rate}</legend>
        {SCORES.map((score) => (
          <label class="rating-score" key={score}>
            <input
              type="radio"
              name="score"
              value={score}
              class="unseen"
              checked={footer.score.value === score}
              onChange={() => footer.choose(score)}
            />
            {words.value.score(score)}
          </label>
        ))}
      </fieldset>
      {footer.score.value !== null && (
        <div class="rating-more">
          <input
            name="comment"
            class="rating-comment"
            maxLength={1_000}
            autocomplete="off"
            aria-label={words.value.rateComment}
            placeholder={words.value.rateComment}
          />
          <button type="submit" class="button-small">
            {words.value.rateSend}
          </button>
        </div>
      )}
    </form>
  )
}
