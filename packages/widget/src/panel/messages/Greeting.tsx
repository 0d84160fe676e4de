import type { JSX } from 'preact'
import type { PanelModel } from '../panel-model.ts'

/** What an empty conversation shows. */
export function Greeting({ model }: { readonly model: PanelModel }): JSX.Element {
  const { look, strings } = model
  const { greeting, suggestions } = look.value
  return (
    <div class="greeting">
      <p class="greeting-title">{greeting}</p>
      <p class="greeting-detail">{strings.greetingDetail}</p>
      {suggestions.length > 0 && (
        <ul class="chips" aria-label={strings.suggestions}>
          {suggestions.map((question) => (
            <li key={question}>
              <button
                type="button"
                class="chip"
                part="suggestion"
                dir="auto"
                onClick={() => {
                  void model.ask(question)
                  model.focusComposer()
                }}
              >
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
