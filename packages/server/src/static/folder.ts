/** A folder of built files, read by the path of an address and never outside of itself. */
import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

/** A file as it lies on the disk. */
export interface StoredFile {
  readonly name: string
  readonly bytes: Buffer
  /** Changes exactly when the bytes do. */
  readonly hash: string
}

/** What a path leads to. */
export type Found =
  | { readonly kind: 'file'; readonly file: StoredFile }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nothing' }

/** Reads files below one folder. */
export interface Folder {
  /**
   * @param encodedPath the part of an address below the folder, percent-encoded, no leading slash
   * @returns nothing for a path that does not exist, is not decodable or leaves the folder
   */
  find(encodedPath: string): Promise<Found>
}

interface Kept {
  readonly mtimeMs: number
  readonly size: number
  readonly file: StoredFile
}

/** Files are kept in memory after the first reading, until their size or time changes. */
export function createFolder(root: string): Folder {
  const keptByPath = new Map<string, Kept>()

  async function find(encodedPath: string): Promise<Found> {
    const segments = decodeSegments(encodedPath)
    if (segments === null) return { kind: 'nothing' }
    try {
      return await look(path.join(root, ...segments))
    } catch (error) {
      if (isAbsence(error)) return { kind: 'nothing' }
      throw error
    }
  }

  async function look(wanted: string): Promise<Found> {
    const place = await realpath(wanted)
    if (!isInside(place, await realpath(root))) return { kind: 'nothing' }
    const { mtimeMs, size, ...entry } = await stat(place).then((stats) => ({
      mtimeMs: stats.mtimeMs,
      size: stats.size,
      isFile: stats.isFile(),
      isFolder: stats.isDirectory(),
    }))
    if (!entry.isFile) return { kind: entry.isFolder ? 'folder' : 'nothing' }
    const kept = keptByPath.get(place)
    if (kept?.mtimeMs === mtimeMs && kept.size === size) return { kind: 'file', file: kept.file }
    const bytes = await readFile(place)
    const file = { name: path.basename(place), bytes, hash: hashOf(bytes) }
    keptByPath.set(place, { mtimeMs, size, file })
    return { kind: 'file', file }
  }

  return { find }
}

/** A short name for some bytes, for ETags and as a key. 96 bits of SHA-256. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16)
}

/**
 * Decodes each segment by itself and once, so that an encoded slash or a second encoding stays part
 * of a name and cannot become a path. Names that begin with a dot are never served.
 */
function decodeSegments(encodedPath: string): readonly string[] | null {
  try {
    const segments = encodedPath.split('/').map((segment) => decodeURIComponent(segment))
    if (segments.at(-1) === '') segments.pop()
    return segments.every((segment) => /^[^.\0/\\][^\0/\\]*$/.test(segment)) ? segments : null
  } catch {
    return null
  }
}

function isInside(place: string, root: string): boolean {
  return place === root || place.startsWith(root + path.sep)
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP'
}
