/** The answer that carries a file: conditional, encoded, and with the headers every file has. */
import { type CompressedFiles, chooseEncoding } from './compression.ts'
import { hashOf } from './folder.ts'
import { isCompressible, mediaTypeOf } from './media-type.ts'

/** How long a copy may be used without asking. */
export const CACHE = {
  /** The name changes with the content. */
  forEver: 'public, max-age=31536000, immutable',
  /** A stable name whose content changes with a release or a setting. */
  briefly: 'public, max-age=300, stale-while-revalidate=86400',
  /** Kept, but asked for again each time. */
  checked: 'no-cache',
  /** Different at each request. */
  never: 'no-store',
} as const

/** What is sent, and under which rules. */
export interface Sendable {
  /** Decides the media type. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Hash of the bytes, when it is known already. */
  readonly hash?: string
  readonly cacheControl: (typeof CACHE)[keyof typeof CACHE]
  readonly headers?: Readonly<Record<string, string>>
  /** Off for bytes made for one request: they are not worth keeping encoded. */
  readonly isCompressed?: boolean
}

/** 200 with the file, or 304 when the client has it, with the same headers for GET and HEAD. */
export async function fileResponse(
  request: Request,
  file: Sendable,
  compressed: CompressedFiles,
): Promise<Response> {
  const hash = file.hash ?? hashOf(file.bytes)
  const maySqueeze = file.isCompressed !== false && isCompressible(file.name)
  const encoding = maySqueeze ? chooseEncoding(request.headers.get('Accept-Encoding')) : null
  const etag = `"${hash}${encoding === null ? '' : `-${encoding}`}"`
  const headers = new Headers({
    'Content-Type': mediaTypeOf(file.name),
    'Cache-Control': file.cacheControl,
    'X-Content-Type-Options': 'nosniff',
    ...file.headers,
  })
  if (file.cacheControl !== CACHE.never) headers.set('ETag', etag)
  if (maySqueeze) headers.set('Vary', 'Accept-Encoding')
  if (isKnown(request.headers.get('If-None-Match'), etag)) {
    return new Response(null, { status: 304, headers })
  }
  if (encoding !== null) headers.set('Content-Encoding', encoding)
  const body =
    encoding === null
      ? Uint8Array.from(file.bytes)
      : await compressed.get(hash, file.bytes, encoding)
  headers.set('Content-Length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

/** Nothing here, in one line of plain text. */
export function notFound(): Response {
  return new Response('Not found.\n', {
    status: 404,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': CACHE.checked,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks for `If-None-Match`. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || ifNoneMatch.trim() === '*'
}
