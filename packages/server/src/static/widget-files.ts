/**
 * The widget's script and its lazy files, for pages of any origin.
 *
 * The entry carries the public settings of one project as a literal, so that colour, corner and
 * "off" are right from the first paint without a second request.
 */
import type { WidgetSettings } from '@porchlight/protocol'
import { DEFAULT_SETTINGS } from '../server-options.ts'
import type { CompressedFiles } from './compression.ts'
import { CACHE, fileResponse, notFound } from './file-response.ts'
import type { Folder } from './folder.ts'

/** What a page may know of a project before anyone opened the chat. */
export interface Site extends WidgetSettings {
  /** The widget's public token. */
  readonly token: string
}

/** Where the settings of a project come from. */
export interface Sites {
  /** @param token null for the default project. @returns null for an unknown token */
  find(token: string | null): Promise<Site | null>
}

/** The string literal in the built entry that gives way to the settings. */
const SITE_LITERAL = /(["'`])@@porchlight-site@@\1/g

// Always and for everyone, without `Vary: Origin`: `import()` needs the first in all engines, and
// pages with COEP `require-corp` need the second.
const FOR_ALL_ORIGINS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
}

/** Answers `/porchlight.js` and `/p/*`. */
export function createWidgetFiles(
  folder: Folder,
  sites: Sites,
  compressed: CompressedFiles,
): (request: Request, url: URL) => Promise<Response | null> {
  async function serve(request: Request, url: URL): Promise<Response | null> {
    if (url.pathname === '/porchlight.js') return entry(request, url)
    return url.pathname.startsWith('/p/') ? lazyFile(request, url) : null
  }

  async function entry(request: Request, url: URL): Promise<Response> {
    const found = await folder.find('porchlight.js')
    if (found.kind !== 'file') return forAll(notFound())
    const site = await sites.find(url.searchParams.get('site'))
    const literal = toScriptLiteral(site && withoutUsualColour(site))
    const source = found.file.bytes.toString('utf8').replaceAll(SITE_LITERAL, () => literal)
    const file = {
      name: 'porchlight.js',
      bytes: Buffer.from(source),
      cacheControl: CACHE.briefly,
      headers: FOR_ALL_ORIGINS,
    }
    return fileResponse(request, file, compressed)
  }

  async function lazyFile(request: Request, url: URL): Promise<Response> {
    const found = await folder.find(url.pathname.slice(1))
    if (found.kind !== 'file') return forAll(notFound())
    const file = { ...found.file, cacheControl: CACHE.forEver, headers: FOR_ALL_ORIGINS }
    return fileResponse(request, file, compressed)
  }

  return serve
}

/** The widget has it as numbers; of any other it asks the browser, which has to style the page for that. */
function withoutUsualColour(site: Site): Partial<Site> {
  const { color, ...rest } = site
  return color === DEFAULT_SETTINGS.color ? rest : site
}

/**
 * A value as a JavaScript literal that stays one wherever the script is pasted: no `<` that could
 * end a script element, no line separators that older engines end a string at.
 */
export function toScriptLiteral(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function forAll(response: Response): Response {
  for (const [name, value] of Object.entries(FOR_ALL_ORIGINS)) response.headers.set(name, value)
  return response
}
