import path from 'node:path'

const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
}

const BINARY_TYPES: Readonly<Record<string, string>> = {
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The `Content-Type` of a file by its name; unknown endings are offered as a download. */
export function mediaTypeOf(name: string): string {
  const ending = path.extname(name).toLowerCase()
  return TEXT_TYPES[ending] ?? BINARY_TYPES[ending] ?? 'application/octet-stream'
}

/** Whether a file shrinks when compressed. Pictures and fonts are compressed by their own format. */
export function isCompressible(name: string): boolean {
  return path.extname(name).toLowerCase() in TEXT_TYPES
}
