import { expect, it } from 'vitest'
import { picturePath } from './picture-path.ts'

it.each([
  ['https://chat.test/api/agents/v1/pictures/aB_-9', '/api/agents/v1/pictures/aB_-9'],
  // Another way by which the same server is reached.
  ['http://10.0.0.1:8080/api/agents/v1/pictures/a', '/api/agents/v1/pictures/a'],
  ['https://pictures.test/grace.png', null],
  ['https://pictures.test/api/agents/v1/pictures/../../../a.png', null],
  ['no address', null],
  [null, null],
])('fetches what %s names from %s', (avatar_url, path) => {
  expect(picturePath({ avatar_url })).toBe(path)
})
