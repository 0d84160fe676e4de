/** The port to whatever brings mails to people. */

/** A mail on its way out. */
export interface OutgoingMail {
  /** The same at every attempt, so that who gets it twice can see that it is one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What became of one attempt. `refused`: it will never be taken. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'later'; readonly reason: string }

export interface MailSender {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<Delivery>
  /** Lets go of connections. */
  close(): void
}
