/**
 * A response that is there whole, and becomes a stream only for whoever reads it as a body. To make a stream takes
 * several times as long as all the rest of a small answer, and the listener needs none: it writes it in one go.
 */
import { withDirectBody } from './direct-body.ts'

/** A text, or bytes. */
type Whole = string | Buffer<ArrayBuffer>

type Reading =
  | 'body'
  | 'bodyUsed'
  | 'text'
  | 'json'
  | 'arrayBuffer'
  | 'bytes'
  | 'blob'
  | 'formData'
  | 'clone'

/** All of a response but how its body is read. Its types let nobody override that one by one. */
const Head: new (body: null, init: ResponseInit) => Omit<Response, Reading> = Response

class WholeResponse extends Head implements Response {
  readonly #whole: Whole
  #read: Response | null = null

  constructor(whole: Whole, init: ResponseInit) {
    super(null, init)
    this.#whole = whole
  }

  #asBody(): Response {
    this.#read ??= new Response(this.#whole, this)
    return this.#read
  }

  get body(): Response['body'] {
    return this.#asBody().body
  }
  get bodyUsed(): boolean {
    return this.#read?.bodyUsed ?? false
  }
  text(): Promise<string> {
    return this.#asBody().text()
  }
  json(): ReturnType<Response['json']> {
    return this.#asBody().json()
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#asBody().arrayBuffer()
  }
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer())
  }
  blob(): Promise<Blob> {
    return this.#asBody().blob()
  }
  formData(): Promise<FormData> {
    return this.#asBody().formData()
  }
  clone(): Response {
    return this.#asBody().clone()
  }
}

/** @param init its headers say of what kind it is; how long it is they are told here */
export function wholeResponse(
  whole: Whole,
  init: { readonly status?: number; readonly headers: Headers },
): Response {
  init.headers.set('content-length', String(Buffer.byteLength(whole)))
  return withDirectBody(new WholeResponse(whole, init), (outgoing) => {
    outgoing.end(whole)
  })
}
