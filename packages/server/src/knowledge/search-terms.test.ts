import { expect, it } from 'vitest'
import { languageOf } from './language.ts'
import { searchTerms } from './search-terms.ts'

it.each([
  ['returning', 'returns'],
  ['shipping', 'ship'],
  ['deliveries', 'delivery'],
  ['Dimmer', 'dimming'],
  ['CAFÉ', 'cafe'],
])('finds “%s” and “%s” under one term', (one, other) => {
  expect(searchTerms(one, 'en')).toEqual(searchTerms(other, 'en'))
})

it.each([
  ['Lieferung', 'liefern'],
  ['Rechnungen', 'Rechnung'],
  ['dimmbar', 'dimmen'],
  ['Rückgabe', 'Rueckgabe'],
  ['Straße', 'STRASSE'],
  ['Lampen', 'Lampe'],
])('finds the German “%s” and “%s” under one term', (one, other) => {
  expect(searchTerms(one, 'de')).toEqual(searchTerms(other, 'de'))
})

it('leaves out what every question has, and repetitions', () => {
  expect(searchTerms('Hello, where is the lamp? THE LAMP!', 'en')).toEqual(['lamp'])
  expect(searchTerms('Hallo, wo ist die Lampe? DIE LAMPE!', 'de')).toEqual(['lamp'])
})

it('looks up other scripts by their code points, which no engine takes apart', () => {
  expect(searchTerms('ランプ лампа', 'en')).toEqual([
    expect.stringMatching(/^0u[0-9a-f]+$/),
    expect.stringMatching(/^0u[0-9a-f]+$/),
  ])
})

it.each([
  ['Where is my order?', 'en'],
  ['Wo ist meine Bestellung?', 'de'],
  ['Rückgabe', 'de'],
  ['xyz', 'en'],
])('takes “%s” for %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
