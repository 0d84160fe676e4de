import { MESSAGE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'
import { isSendKey } from './composer-keys.ts'
import type { Refusal } from './composer-model.ts'
import { fitHeight } from './fit-height.ts'

/** Where the visitor writes. */
export function Composer({ model }: { readonly model: PanelModel }): JSX.Element {
  const { composer, look } = model
  const field = useRef<HTMLTextAreaElement>(null)
  const text = composer.text.value

  useLayoutEffect(() => {
    if (field.current !== null) fitHeight(field.current)
  }, [text])
  // After drawing, since a panel that was closed until now cannot take the focus before.
  const wishes = model.focusRequests.value
  useLayoutEffect(() => {
    if (wishes > 0) field.current?.focus({ preventScroll: true })
  }, [wishes])

  function pressed(event: KeyboardEvent): void {
    if (!isSendKey(event)) return
    event.preventDefault()
    void composer.submit()
  }

  return (
    <div class="composer-frame">
      <ComposerNote model={model} />
      <div class="composer" part="composer">
        <textarea
          ref={field}
          class="composer-text"
          rows={1}
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          aria-label={look.value.placeholder}
          aria-describedby="composer-note"
          aria-invalid={composer.isTooLong.value}
          placeholder={look.value.placeholder}
          value={text}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={pressed}
        />
        <ComposerButton model={model} />
      </div>
    </div>
  )
}

/** Send, or Stop in its place: there is one thing to do at a time. */
function ComposerButton({ model }: { readonly model: PanelModel }): JSX.Element {
  const { composer, conversation, strings } = model
  if (conversation.isAnswering.value && composer.isBlank.value) {
    return (
      <button
        type="button"
        class="composer-button"
        aria-label={strings.stop}
        onClick={conversation.stop}
      >
        <Icon name="stop" />
      </button>
    )
  }
  return (
    <button
      type="button"
      class="composer-button"
      aria-label={strings.send}
      disabled={composer.isBlank.value}
      onClick={() => {
        void composer.submit()
        model.focusComposer()
      }}
    >
      <Icon name="send" />
    </button>
  )
}

/** The counter near the limit, and why the last try was refused. */
function ComposerNote({ model }: { readonly model: PanelModel }): JSX.Element {
  const { composer, strings } = model
  const refusal = composer.refusal.value
  return (
    <div
      id="composer-note"
      class="composer-note"
      data-bad={composer.isTooLong.value || refusal !== null}
    >
      {refusal !== null && <span role="status">{describeRefusal(refusal, strings)}</span>}
      {composer.isNearLimit.value && (
        <span class="composer-counter">
          {strings.counter(composer.length.value, MESSAGE_MAX_CHARACTERS)}
        </span>
      )}
    </div>
  )
}

function describeRefusal(refusal: Refusal, strings: PanelModel['strings']): string {
  switch (refusal) {
    case 'too_long':
      return strings.tooLong(MESSAGE_MAX_CHARACTERS.toLocaleString('en'))
    case 'full':
      return strings.full
    case 'not_stored':
      return strings.notStored
  }
}
