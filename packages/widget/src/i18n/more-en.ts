/** English of what is fetched after the panel. */
import type { Score, TicketStatus } from '@porchlight/protocol'
import type { MoreStrings } from './strings.ts'

const STATUS_WORDS: Readonly<Record<TicketStatus, string>> = {
  new: 'Open',
  open: 'Open',
  pending: 'Waiting for you',
  on_hold: 'On hold',
  resolved: 'Closed',
}

const SCORE_WORDS: Readonly<Record<Score, string>> = {
  1: 'Bad',
  2: 'Not good',
  3: 'All right',
  4: 'Good',
  5: 'Very good',
}

export const moreEn: MoreStrings = {
  conversations: 'Your conversations',
  newConversation: 'New conversation',
  noConversations: 'No conversations yet.',
  waitingHere: 'Not sent yet:',
  draft: 'Draft:',
  status: (status) => STATUS_WORDS[status],
  unreadMessages: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),

  consentQuestion: 'Before we chat',
  consentDetail:
    'To keep this conversation, we store it in this browser and on our server. Nothing has been stored so far.',
  consentYes: 'Agree and chat',
  consentNo: 'Not now',

  helpful: 'Was this helpful?',
  helpfulYes: 'Yes',
  helpfulNo: 'No, ask a person',
  helped: 'Good to hear. Write again whenever you like.',
  askPeople: 'Talk to a person',
  askedPeople: 'We have told the team. You can close the chat; the answer will be here.',
  closed: 'This conversation is closed. Writing again opens it.',
  rate: 'How was this conversation?',
  score: (score) => SCORE_WORDS[score],
  rateComment: 'What should we know? (optional)',
  rateSend: 'Send rating',
  rated: 'Thank you for your rating.',

  here: 'We are here now',
  typing: (who) => `${who} is typing`,
  awayUntil: (when) => `We are away until ${when}`,
  away: 'We are away',

  detailsTitle: 'Where can we reach you?',
  detailsWhy: 'We answer here, and by mail if you have left.',
  email: 'Mail address',
  emailWrong: 'This does not look like a mail address.',
  name: 'Name (optional)',
  detailsSend: 'Send message',

  transcript: 'Download this conversation',
  transcriptTitle: (site, date) =>
    site === '' ? `Conversation, ${date}` : `Conversation with ${site}, ${date}`,
  clearWaiting: (count) =>
    count === 1 ? 'Take back the message that waits' : `Take back ${count} messages that wait`,
  mute: 'Turn sounds off',
  unmute: 'Turn sounds on',
  notify: 'Notify me of answers',
  downloadData: 'Download my data',
  restore: 'Earlier conversations',
  deleteData: 'Delete my data',
  deleteQuestion: 'Delete everything you wrote here?',
  deleteDetail: (waiting) =>
    waiting === 0
      ? 'Your conversations are deleted from this browser and from our server. This cannot be undone.'
      : `Your conversations are deleted from this browser and from our server, with ${waiting === 1 ? 'a message that was' : `${waiting} messages that were`} never sent. This cannot be undone.`,
  deleteHere:
    'You are offline, or we cannot delete on our server: only this browser forgets your conversations. What you have sent stays with us.',
  deleteFailed: 'Our server did not answer, so nothing was deleted. Please try again.',
  deleteConfirm: 'Delete',
  keep: 'Keep',
}
