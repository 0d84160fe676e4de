import { expect, it } from 'vitest'
import { safeFields } from './safe-fields.ts'

const CANARY = 'CaNaRy0123456789_-abcdef'

it.each([
  ['an API key', `used plk_${CANARY}`],
  ['an access token', `pla_${CANARY} has expired`],
  ['a refresh token', `{"refresh":"plr_${CANARY}"}`],
  ['a header', `Authorization: Bearer ${CANARY}`],
  ['basic credentials', `basic ${CANARY}`],
  ['a signed token', `eyJhbGciOiJIUzI1NiJ9.${CANARY}.${CANARY}`],
  ['the password of a database', `postgres://chat:${CANARY}@db:5432/chat refused`],
  ['a password with an @ in it', `smtps://me:a@${CANARY}@mail.test`],
  ['a query parameter', `GET /a?x=1&ph_conv_restore=${CANARY}&y=2`],
  ['a parameter in a fragment', `https://chat.test/inbox/#sign-in=${CANARY}`],
])('[SV70] lets no line hold %s', (_what, text) => {
  const cause = Object.assign(new Error(text), { cause: new TypeError(text) })
  const fields = { text, cause, deep: { list: [text, { text }] } }
  const line = JSON.stringify(safeFields(fields))
  expect(line).not.toContain(CANARY)
  expect(line).toContain('[redacted]')
})

it('[SV70] blanks fields that are named like a secret, at any depth', () => {
  const fields = {
    widgetToken: CANARY,
    smtp: { password: CANARY, host: 'mail.test' },
    apiKey: null,
  }
  expect(safeFields(fields)).toEqual({
    widgetToken: '[redacted]',
    smtp: { password: '[redacted]', host: 'mail.test' },
    apiKey: null,
  })
})

it('[SV70] keeps of an error what a developer needs, and none of the values of rows', () => {
  const unique = Object.assign(new Error('duplicate key violates unique constraint "mails_pk"'), {
    code: '23505',
    severity: 'ERROR',
    detail: `Key (recipient)=(${CANARY}) already exists.`,
    parameters: [CANARY],
  })
  const [safe] = [safeFields({ cause: unique })]
  expect(safe.cause).toMatchObject({ name: 'Error', code: '23505', message: unique.message })
  expect(safe.cause).toHaveProperty('at')
  expect(JSON.stringify(safe)).not.toContain(CANARY)
})

it.each([
  Object.assign(new Error(`invalid input syntax for type bigint: "${CANARY}"`), {
    code: '22P02',
    severity: 'ERROR',
  }),
  new SyntaxError(`Unexpected token 'C', "${CANARY}" is not valid JSON`),
])('[SV70] leaves out what an error quotes: %#', (cause) => {
  expect(JSON.stringify(safeFields({ cause }))).not.toContain(CANARY)
})

it('[SV70] survives what refers to itself', () => {
  const cause = new Error('round')
  cause.cause = cause
  expect(JSON.stringify(safeFields({ cause }))).toContain('…')
})
