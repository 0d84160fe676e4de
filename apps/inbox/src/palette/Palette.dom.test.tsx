import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { Palette } from './Palette.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

const WORDS = ['Resolve this ticket', 'Snooze: Tomorrow 9:00', 'Snooze: Monday 9:00']

function draw() {
  const done: string[] = []
  const commands = WORDS.map((word) => ({ word, run: () => done.push(word) }))
  act(() => render(<Palette commands={commands} onClose={() => done.push('closed')} />, root))
  const field = root.querySelector('input')
  if (field === null) throw new Error('no field')
  return {
    done,
    chosen: () => root.querySelector('[aria-selected="true"]')?.textContent,
    words: () => [...root.querySelectorAll('[role="option"]')].map((each) => each.textContent),
    type: (text: string) =>
      act(() => {
        field.value = text
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }),
    press: (key: string) =>
      act(() => {
        field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }),
  }
}

it('finds commands by any of their words, and does the one that is chosen', async () => {
  const { done, chosen, words, type, press } = draw()
  await type('9:00 snooze')
  await press('ArrowDown')
  expect([words(), chosen()]).toEqual([WORDS.slice(1), WORDS[2]])
  await press('Enter')
  expect(done).toEqual(['closed', WORDS[2]])
})

it('goes round at both ends', async () => {
  const { chosen, press } = draw()
  await press('ArrowUp')
  const last = chosen()
  await press('ArrowDown')
  expect([last, chosen()]).toEqual([WORDS[2], WORDS[0]])
})

it('says when there is no such command, and does nothing then', async () => {
  const { done, type, press } = draw()
  await type('fly')
  await press('ArrowDown')
  await press('Enter')
  expect([root.textContent, done]).toEqual(['There is no such command. Try fewer letters.', []])
})
