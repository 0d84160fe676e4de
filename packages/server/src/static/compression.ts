/** Which encoding a client takes, and files encoded once. */
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'

/** Encodings we make, best first. */
export type Encoding = 'br' | 'gzip'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

// The slowest and smallest levels: each file is encoded once in the life of a process.
const ENCODERS: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Buffer>>> = {
  br: (bytes) =>
    brotli(bytes, {
      params: {
        [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY,
        [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      },
    }),
  gzip: (bytes) => gzipped(bytes, { level: zlib.Z_BEST_COMPRESSION }),
}

/**
 * The best encoding that an `Accept-Encoding` header allows (RFC 9110, section 12.5.3), or null for
 * the bytes as they are.
 */
export function chooseEncoding(acceptEncoding: string | null): Encoding | null {
  const refusedByName = new Map<string, boolean>()
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    refusedByName.set(
      name,
      parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)),
    )
  }
  const accepts = (name: Encoding) => (refusedByName.get(name) ?? refusedByName.get('*')) === false
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : null
}

/** Encoded files by what they were made from. */
export interface CompressedFiles {
  /** @param hash names the bytes; the same hash must always come with the same bytes */
  get(hash: string, bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>
}

/** Keeps the encoded files used last; requests for one that is being made wait for it together. */
export function createCompressedFiles(maxFiles = 200): CompressedFiles {
  const encodedByKey = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  function get(
    hash: string,
    bytes: Uint8Array,
    encoding: Encoding,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${encoding} ${hash}`
    const encoded = encodedByKey.get(key) ?? ENCODERS[encoding](bytes).then(ownBytes)
    encodedByKey.delete(key)
    encodedByKey.set(key, encoded)
    const oldest = encodedByKey.keys().next()
    if (encodedByKey.size > maxFiles && oldest.done === false) encodedByKey.delete(oldest.value)
    return encoded
  }

  return { get }
}

// zlib's buffers may be a view of a larger pool; a Response must hold only its own bytes.
function ownBytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer)
}
