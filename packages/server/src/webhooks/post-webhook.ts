/** One request to a webhook: no redirect is followed, and nobody inside our network is reached. */
import { lookup as resolve } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface WebhookPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface WebhookPostOptions {
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number
  /** For tests, and for receivers in the same network. Then http will do, too. */
  readonly allowsPrivate: boolean
  /** Cuts it off, whatever the receiver has made of it. */
  readonly signal?: AbortSignal
}

/** Null when the receiver has taken it, else why not, in a few words for a person. */
export type WebhookFailure = string | null

/** Never rejects. */
export function postWebhook(
  { url, headers, body }: WebhookPost,
  { timeoutMs, allowsPrivate, signal }: WebhookPostOptions,
): Promise<WebhookFailure> {
  const target = new URL(url)
  // A name is looked up when the connection is made, and that very address is used; an address that
  // stands in the URL is never looked up.
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (!allowsPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    return Promise.resolve('the address is not public')
  }
  if (target.protocol !== 'https:' && !allowsPrivate) return Promise.resolve('it is not https')
  const send = target.protocol === 'https:' ? requestHttps : requestHttp

  return new Promise((done) => {
    const request = send(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      lookup: allowsPrivate ? resolve : lookupPublic,
      // A connection that is kept could be one to where the name led before.
      agent: false,
    })
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs)
    const cut = (): void => void request.destroy(new Error('the server was shut down'))
    signal?.addEventListener('abort', cut)
    if (signal?.aborted === true) cut()
    const end = (failure: WebhookFailure): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cut)
      done(failure)
      request.destroy()
    }
    // What it says is of no interest, only whether it has taken it.
    request.on('response', ({ statusCode = 0 }) =>
      end(statusCode >= 200 && statusCode < 300 ? null : `answered with ${statusCode}`),
    )
    request.on('error', (cause) => end(reasonOf(cause)))
    request.end(body)
  })
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '')
    const found = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = found
    // One that leads to both sides is a trap rather than a receiver.
    if (first === undefined || found.length < addresses.length) {
      return callback(new Error('the address is not public'), '')
    }
    if (options.all === true) callback(null, found)
    else callback(null, first.address, first.family)
  })
}

function reasonOf(cause: Error): string {
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
