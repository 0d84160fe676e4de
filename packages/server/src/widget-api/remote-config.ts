/** `/array/:token/config` and `config.js`: what a stock client asks for before anything else. */
import {
  type ConversationsSettings,
  type RemoteConfig,
  remoteConfigSchema,
  type StockWidgetConfig,
} from '@porchlight/protocol'
import { findConversationsSettings } from '../auth/conversations-settings.ts'
import { findProjectByToken } from '../auth/projects.ts'
import { jsonResponse } from '../json-response.ts'
import { notFound } from '../problem-response.ts'
import { json, textOf } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import { toScriptLiteral } from '../static/widget-files.ts'

/** As JSON. */
export function remoteConfigRoute(services: Services): OpenRoute {
  return openRoute({
    method: 'GET',
    path: '/array/:token/config',
    summary: 'What a stock client has to know of a site',
    answers: { 200: json(remoteConfigSchema) },
    handle: async ({ params }) => jsonResponse(await readConfig(services, params.token ?? '')),
  })
}

/** As a script, which stock clients try first. */
export function remoteConfigScriptRoute(services: Services): OpenRoute {
  return openRoute({
    method: 'GET',
    path: '/array/:token/config.js',
    summary: 'The same as a script',
    answers: { 200: textOf('text/javascript') },
    async handle({ params }) {
      const config = await readConfig(services, params.token ?? '')
      const [token, value] = [config.token, { config, siteApps: [] }].map(toScriptLiteral)
      const script = `(function(w){w._POSTHOG_REMOTE_CONFIG=w._POSTHOG_REMOTE_CONFIG||{};w._POSTHOG_REMOTE_CONFIG[${token}]=${value}})(window);\n`
      return new Response(script, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    },
  })
}

/** Everything else that a stock client could do is off: this server has nobody who reads it. */
const OFF = {
  supportedCompression: [],
  hasFeatureFlags: false,
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  capturePerformance: false,
  defaultIdentifiedOnly: true,
  elementsChainAsString: true,
  heatmaps: false,
  isAuthenticated: false,
  logs: { captureConsoleLogs: false },
  productTours: false,
  sessionRecording: false,
  siteApps: [],
  surveys: false,
  toolbarParams: {},
} as const

async function readConfig({ store }: Services, token: string): Promise<RemoteConfig> {
  const found = await store.read(async (tx) => {
    const project = await findProjectByToken(tx, token)
    const settings = project && (await findConversationsSettings(tx, project.id))
    return settings === null || project === null ? null : { project, settings }
  })
  if (found === null) throw notFound()
  const isOn = found.project.settings.enabled
  return { ...OFF, token, conversations: isOn && toStockConfig(token, found.settings) }
}

function toStockConfig(token: string, settings: ConversationsSettings): StockWidgetConfig {
  return {
    enabled: true,
    widgetEnabled: settings.widget_enabled,
    greetingText: settings.widget_greeting_text,
    color: settings.widget_color,
    token,
    domains: settings.widget_domains,
    requireEmail: settings.widget_require_email,
    collectName: settings.widget_collect_name,
    identificationFormTitle: settings.widget_identification_form_title,
    identificationFormDescription: settings.widget_identification_form_description,
    placeholderText: settings.widget_placeholder_text,
    widgetPosition: settings.widget_position,
  }
}
