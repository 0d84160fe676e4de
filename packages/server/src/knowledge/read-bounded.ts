/** A file that must not be large. */
import { open } from 'node:fs/promises'

export type BoundedFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too_large'; readonly bytes: number }

/** Never reads more than the limit and a byte, also of a file that grows or that tells no size. */
export async function readBounded(file: string, limit: number): Promise<BoundedFile> {
  const handle = await open(file).catch(() => null)
  if (handle === null) return { kind: 'missing' }
  try {
    const stats = await handle.stat()
    if (stats.isDirectory()) return { kind: 'missing' }
    if (stats.size > limit) return { kind: 'too_large', bytes: stats.size }
    const buffer = Buffer.alloc(limit + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    if (length > limit) return { kind: 'too_large', bytes: length }
    return { kind: 'bytes', bytes: buffer.subarray(0, length) }
  } finally {
    await handle.close()
  }
}
