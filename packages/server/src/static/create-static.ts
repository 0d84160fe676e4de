/** Everything that is served as a file: the widget, the inbox, the demo shop. */
import { createAppFiles } from './app-files.ts'
import { createCompressedFiles } from './compression.ts'
import { type DemoValues, prepareDemoPage } from './demo-page.ts'
import { notFound } from './file-response.ts'
import { createFolder } from './folder.ts'
import { prepareInboxPage } from './inbox-page.ts'
import { createWidgetFiles, type Sites } from './widget-files.ts'

/** A request for a file is answered; null leaves it to whoever comes next. */
export type ServeFile = (request: Request) => Promise<Response | null>

/** Folders of built files; null for what is not served. */
export interface StaticOptions {
  readonly widget: string | null
  readonly inbox: string | null
  readonly demo: string | null
  readonly sites: Sites
  /** What a demo page asked for at that address is told. */
  demoValues(url: URL): DemoValues
}

/**
 * Serves `/porchlight.js`, `/p/*`, `/inbox/` and `/demo/` to GET and HEAD, and leads `/` to the inbox.
 */
export function createStatic(options: StaticOptions): ServeFile {
  const { widget, inbox, demo, sites, demoValues } = options
  const compressed = createCompressedFiles()
  const parts = [
    widget === null ? null : createWidgetFiles(createFolder(widget), sites, compressed),
    inbox === null
      ? null
      : createAppFiles({
          folder: createFolder(inbox),
          prefix: '/inbox/',
          compressed,
          preparePage: prepareInboxPage,
        }),
    demo === null
      ? null
      : createAppFiles({
          folder: createFolder(demo),
          prefix: '/demo/',
          compressed,
          preparePage: (page, url) => prepareDemoPage(page, demoValues(url)),
        }),
  ].filter((part) => part !== null)

  return async (request) => {
    if (!isReading(request)) return null
    const url = new URL(request.url)
    if (url.pathname === '/' && inbox !== null) return redirectToInbox()
    for (const part of parts) {
      const response = await part(request, url)
      if (response !== null) return response
    }
    return null
  }
}

/** Serves the demo shop and nothing else, at the root of an origin of its own. */
export function createDemoStatic(
  folder: string,
  demoValues: (url: URL) => DemoValues,
): (request: Request) => Promise<Response> {
  const serve = createAppFiles({
    folder: createFolder(folder),
    prefix: '/',
    compressed: createCompressedFiles(),
    preparePage: (page, url) => prepareDemoPage(page, demoValues(url)),
  })
  return async (request) => {
    if (!isReading(request))
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
    return (await serve(request, new URL(request.url))) ?? notFound()
  }
}

function isReading(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

function redirectToInbox(): Response {
  return new Response(null, {
    status: 302,
    headers: { Location: '/inbox/', 'Cache-Control': 'no-cache' },
  })
}
