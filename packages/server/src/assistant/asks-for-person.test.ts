import { expect, it } from 'vitest'
import { asksForPerson } from './asks-for-person.ts'

it.each([
  'Can I talk to a person?',
  'I want a human',
  'person',
  'Human please!',
  'connect me with an agent',
  'get me someone from your staff',
  'let me speak to somebody real',
  'I need a lamp. Or rather, I want to ask a colleague',
  'Ich möchte mit einem Menschen sprechen',
  'Kann ich mit jemandem reden?',
  'Mitarbeiter bitte',
  'Ich würde lieber mit einem Mitarbeiter chatten',
  'bitte verbinden Sie mich mit dem Kundendienst',
])('hears the wish for a person in “%s”', (message) => {
  expect(asksForPerson(message)).toBe(true)
})

it.each([
  'Can I return a lamp?',
  'It is a gift for a person who collects lanterns',
  'How many people work there?',
  'I need a lamp. My agent sent me the link.',
  'A person is what I want',
  'Ein Geschenk für einen Menschen, der Laternen sammelt',
  'Wie viele Mitarbeiter haben Sie?',
  'Was kostet der Versand?',
  'Ich brauche eine Lampe für jemanden, der viel liest',
  'Kann ich mit PayPal zahlen?',
])('hears no wish for a person in “%s”', (message) => {
  expect(asksForPerson(message)).toBe(false)
})

it('takes no longer for a word than for another, however long the message', () => {
  expect(asksForPerson('I want '.repeat(50_000))).toBe(false)
})
