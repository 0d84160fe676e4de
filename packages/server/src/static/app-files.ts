/** A built single-origin app below a prefix: `index.html` for folders, hashed assets for ever. */
import type { CompressedFiles } from './compression.ts'
import { CACHE, fileResponse, notFound, type Sendable } from './file-response.ts'
import type { Folder, StoredFile } from './folder.ts'

/** Where an app lives, and how its pages leave. */
export interface AppFilesOptions {
  readonly folder: Folder
  /** Begins and ends with a slash. */
  readonly prefix: string
  readonly compressed: CompressedFiles
  /** Turns a page into what is sent; the address is the one that was asked for. */
  preparePage(page: StoredFile, url: URL): Sendable
}

/** Answers every path below the prefix, and the prefix without its last slash; else null. */
export function createAppFiles(
  options: AppFilesOptions,
): (request: Request, url: URL) => Promise<Response | null> {
  const { folder, prefix, compressed } = options

  async function serve(request: Request, url: URL): Promise<Response | null> {
    if (`${url.pathname}/` === prefix) return redirectToFolder(url)
    if (!url.pathname.startsWith(prefix)) return null
    const below = url.pathname.slice(prefix.length)
    const isFolderPath = below === '' || below.endsWith('/')
    const found = await folder.find(isFolderPath ? `${below}index.html` : below)
    if (found.kind === 'folder') return redirectToFolder(url)
    if (found.kind === 'nothing') return notFound()
    return fileResponse(request, sendable(found.file, below, url), compressed)
  }

  function sendable(file: StoredFile, below: string, url: URL): Sendable {
    if (file.name.endsWith('.html')) return options.preparePage(file, url)
    return { ...file, cacheControl: below.startsWith('assets/') ? CACHE.forEver : CACHE.checked }
  }

  return serve
}

// The path alone: the host that a client names is not ours to repeat. A path of a folder of ours has
// one leading slash, so it cannot become the address of another host.
function redirectToFolder(url: URL): Response {
  return new Response(null, {
    status: 308,
    headers: { Location: `${url.pathname}/${url.search}`, 'Cache-Control': CACHE.checked },
  })
}
