import { expect, it } from 'vitest'
import { outputLimit } from './output-limit.ts'

it.each([
  ['https://api.openai.com/v1', { max_completion_tokens: 500 }],
  ['http://localhost:11434/v1', { max_tokens: 500 }],
])('[SV190] bounds an answer by the name that %s knows', (baseUrl, limit) => {
  expect(outputLimit({ baseUrl, maxOutputTokens: 500 })).toEqual(limit)
})
