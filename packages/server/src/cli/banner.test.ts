import { expect, it } from 'vitest'
import { banner } from './banner.ts'

it('shows where everything is, and the new key once', () => {
  const text = banner({
    origin: 'http://127.0.0.1:4100',
    demoOrigin: 'http://127.0.0.1:4101',
    hasInbox: true,
    hasWidget: true,
    widgetToken: 'plw_public',
    newApiKey: 'plk_secret',
  })
  expect(text.split('\n')).toEqual([
    '',
    'Porchlight is ready. Ctrl-C stops it.',
    '',
    '  Demo shop     http://127.0.0.1:4101/',
    '  Inbox         http://127.0.0.1:4100/inbox/',
    '  Script        http://127.0.0.1:4100/porchlight.js',
    '  API           http://127.0.0.1:4100/api/',
    '  Widget token  plw_public   (public)',
    '  API key       plk_secret   (shown only now; `porchlight keys` makes another)',
    '',
  ])
})

it('leaves out what is not served and what came from the environment', () => {
  const text = banner({
    origin: 'http://localhost:80',
    demoOrigin: null,
    hasInbox: false,
    hasWidget: false,
    widgetToken: null,
    newApiKey: null,
  })
  expect(text).not.toMatch(/Demo|Inbox|Script|token|key/)
})
