import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { configure } from '../testing/stock-client.ts'
import { type Json, startTestServer, WIDGET_TOKEN } from '../testing/test-server.ts'

const CONVERSATIONS = {
  enabled: true,
  widgetEnabled: false,
  greetingText: 'Hey, how can I help you today?',
  color: '#1d4aff',
  token: WIDGET_TOKEN,
  domains: [],
  requireEmail: false,
  collectName: false,
  identificationFormTitle: 'Before we start...',
  identificationFormDescription: 'Please provide your details so we can help you better.',
  placeholderText: 'Type your message...',
  widgetPosition: 'bottom_right',
}

describe('[SV132] the remote config', () => {
  const load = async (server: Json, path: string): Promise<Response> =>
    await server.server.fetch(new Request(`http://chat.test/array/${path}`))

  it('has the settings of the project under their published names', async () => {
    const server = await startTestServer()
    const response = await load(server, `${WIDGET_TOKEN}/config`)
    const before: Json = await response.json()
    expect(before.conversations).toEqual(CONVERSATIONS)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    await configure(server, {
      widget_enabled: true,
      widget_greeting_text: '</script> Hi',
      widget_domains: ['shop.test'],
      widget_require_email: true,
      widget_position: 'top_left',
    })
    const after: Json = await (await load(server, `${WIDGET_TOKEN}/config/`)).json()
    expect(after.conversations).toEqual({
      ...CONVERSATIONS,
      widgetEnabled: true,
      greetingText: '</script> Hi',
      domains: ['shop.test'],
      requireEmail: true,
      widgetPosition: 'top_left',
    })
  })

  it('is the same as a script, which is no markup whatever stands in it', async () => {
    const server = await startTestServer()
    await configure(server, { widget_greeting_text: '</script>\u2028' })
    const response = await load(server, `${WIDGET_TOKEN}/config.js`)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const script = await response.text()
    expect(script).not.toMatch(/<|\u2028/)
    const window: Json = {}
    runInNewContext(script, { window })
    const config = await (await load(server, `${WIDGET_TOKEN}/config`)).json()
    expect(JSON.parse(JSON.stringify(window._POSTHOG_REMOTE_CONFIG))).toEqual({
      [WIDGET_TOKEN]: { config, siteApps: [] },
    })
  })

  it('says that the chat is off, and knows no other project', async () => {
    const server = await startTestServer({ settings: { enabled: false } })
    const config: Json = await (await load(server, `${WIDGET_TOKEN}/config`)).json()
    expect(config.conversations).toBe(false)
    expect((await load(server, 'plw_nobody/config')).status).toBe(404)
    expect((await load(server, 'plw_nobody/config.js')).status).toBe(404)
  })
})
