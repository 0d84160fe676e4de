import type { ComponentChildren, JSX, TargetedEvent } from 'preact'
import type { RestoreModel } from './restore-model.ts'

/** Brings conversations here that were had in another browser. */
export function RestoreScreen({ model }: { readonly model: RestoreModel }): JSX.Element {
  const { panel, loan, state } = model
  const { kind } = state.value
  return (
    <div class="question">
      {kind === 'form' && <RestoreForm model={model} />}
      <p role="status">{saidOf(model)}</p>
      <div class="question-actions">
        {kind === 'unused' && (
          <button
            type="button"
            class="button-main"
            ref={loan.takeFocus}
            onClick={() => void model.open()}
          >
            {panel.strings.retry}
          </button>
        )}
        {(kind === 'asked' || kind === 'unused') && (
          // A browser without conversations has no other way to the composer.
          <button
            type="button"
            class="button-small"
            ref={kind === 'asked' ? loan.takeFocus : null}
            onClick={() => panel.showThread()}
          >
            {loan.words.value.newConversation}
          </button>
        )}
        {kind === 'restored' && (
          <button
            type="button"
            class="button-main"
            ref={loan.takeFocus}
            onClick={() => panel.show('threads')}
          >
            {loan.words.value.conversations}
          </button>
        )}
      </div>
    </div>
  )
}

/** What there is to say once something was done. */
function saidOf({ words, state }: RestoreModel): string | null {
  const now = state.value
  switch (now.kind) {
    case 'form':
      return null
    case 'asked':
      return words.value.restoreAsked(now.email)
    case 'opening':
      return words.value.restoreOpening
    case 'unused':
      return words.value.restoreProblem(now.problem)
    case 'restored':
      return words.value.restored(now.count)
  }
}

function RestoreForm({ model }: { readonly model: RestoreModel }): ComponentChildren {
  const { panel, loan, words, state, isBusy } = model
  const problem = state.value.kind === 'form' ? state.value.problem : null
  const isAddressWrong = problem === 'no_address'

  function submitted(event: TargetedEvent<HTMLFormElement>): void {
    event.preventDefault()
    const field = event.currentTarget.querySelector('input')
    const email = field?.value.trim() ?? ''
    const isAddress = email !== '' && field?.validity.valid === true
    if (isBusy.value) return
    if (isAddress) return void model.requestLink(email)
    state.value = { kind: 'form', problem: 'no_address' }
    field?.focus()
  }

  return (
    // Checked by us, so that what is wrong is said in the visitor's language.
    <form class="question-form" noValidate onSubmit={submitted}>
      <p class="question-problem" role="alert" id="restore-problem">
        {problem && !isAddressWrong && panel.setup.warn(words.value.restoreProblem(problem))}
      </p>
      <p>{words.value.restoreWhy}</p>
      <label class="details-field">
        {loan.words.value.email}
        <input
          ref={loan.takeFocus}
          type="email"
          name="email"
          autocomplete="email"
          maxLength={254}
          aria-invalid={isAddressWrong}
          aria-describedby="restore-problem address-problem"
        />
      </label>
      <p class="question-problem" role="alert" id="address-problem">
        {isAddressWrong && panel.setup.warn(loan.words.value.emailWrong)}
      </p>
      <div class="question-actions">
        <button type="submit" class="button-main" aria-disabled={isBusy.value}>
          {words.value.restoreSend}
        </button>
        <button type="button" class="button-small" onClick={() => panel.show('conversation')}>
          {panel.strings.cancel}
        </button>
      </div>
    </form>
  )
}
