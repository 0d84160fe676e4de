import { afterEach, describe, expect, it, vi } from 'vitest'
import { strings as german } from '../i18n/translations/de.ts'
import { moment } from '../more/moments.ts'
import { createSpeaker } from './speak.ts'

const MONDAY = new Date(2099, 0, 5, 15, 4).getTime()

afterEach(() => vi.restoreAllMocks())

function speakTo(languages: readonly string[]) {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
  const host = { options: { token: 't', apiHost: '' }, setStrings() {} }
  return createSpeaker(host, () => Promise.resolve(german))
}

describe('times are written', () => {
  it.each([
    [['en-US', 'de'], 'Monday 3:04 PM'],
    [['en-GB', 'en-US'], 'Monday 15:04'],
    [['sv', 'en-GB'], 'Monday 15:04'],
    [['sv'], 'Monday 3:04 PM'],
  ])('for a reader of %j as the words beside them: %s', async (languages, expected) => {
    const { speech, setLocale } = speakTo(languages)
    await setLocale('en')
    expect(moment(speech.value.time, MONDAY)).toBe(expected)
  })

  it('in another language as in the region of a reader who has one', async () => {
    const { speech, setLocale } = speakTo(['sv', 'de-AT'])
    await setLocale('de')
    const { strings, time } = speech.value
    expect(time.day(new Date(2020, 0, 6).getTime(), strings)).toContain('6. Jänner 2020')
  })
})
