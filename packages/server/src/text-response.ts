/**
 * A response whose text becomes a stream only for whoever reads it as a body. To make a stream takes several
 * times as long as all the rest of a small answer, and the listener needs none: it writes the text itself.
 */
import { withDirectBody } from './direct-body.ts'

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

class TextResponse extends Head implements Response {
  readonly #text: string
  #read: Response | null = null

  constructor(text: string, init: ResponseInit) {
    super(null, init)
    this.#text = text
  }

  #asBody(): Response {
    this.#read ??= new Response(this.#text, this)
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

/** @param init its headers say what kind of text it is, and how many bytes */
export function textResponse(text: string, init: ResponseInit): Response {
  return withDirectBody(new TextResponse(text, init), (outgoing) => {
    outgoing.end(text)
  })
}
