/** `@porchlight/client/posthog`: an entry of its own, since few need it. */
export { createPosthogTransport, type PosthogTransportOptions } from './posthog.ts'
