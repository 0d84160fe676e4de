import { expect, it } from 'vitest'
import { parseCommand } from './arguments.ts'
import { CommandError } from './command-error.ts'

it.each([
  [
    ['erase', '--visitor', 'v1'],
    { kind: 'erase', project: 1, target: { kind: 'visitor', id: 'v1' }, vacuum: false },
  ],
  [
    ['erase', '--email', 'a@b.test', '--project', '2'],
    { kind: 'erase', project: 2, target: { kind: 'email', address: 'a@b.test' }, vacuum: false },
  ],
  [
    ['erase', '--ticket', '7', '--vacuum'],
    { kind: 'erase', project: 1, target: { kind: 'ticket', number: 7 }, vacuum: true },
  ],
  [['backup', 'copy.db'], { kind: 'backup', file: 'copy.db' }],
  [
    ['webhooks', 'add', 'https://a.test/hook', '--events', 'ticket.created'],
    { kind: 'webhooks add', project: 1, url: 'https://a.test/hook', events: ['ticket.created'] },
  ],
  [['webhooks', 'list'], { kind: 'webhooks list', project: 1 }],
  [['webhooks', 'remove', 'w1'], { kind: 'webhooks remove', id: 'w1' }],
  [
    ['notifications', '--recipients', 'a@b.test, c@d.test', '--reply-mails', 'any'],
    {
      kind: 'notifications',
      project: 1,
      recipients: ['a@b.test', 'c@d.test'],
      replyMails: 'any',
    },
  ],
  [['notifications'], { kind: 'notifications', project: 1, recipients: null, replyMails: null }],
])('reads %j', (args, command) => {
  expect(parseCommand(args)).toEqual(command)
})

it.each([
  [['erase'], 'Use one of --visitor, --email and --ticket.'],
  [['erase', '--visitor', 'v', '--ticket', '1'], 'Use one of --visitor, --email and --ticket.'],
  [['erase', '--ticket', '0'], '--ticket must be a number.'],
  [['backup'], 'The file is missing. See --help.'],
  [['webhooks', 'add', 'ftp://a.test/'], 'The webhook must have an https address.'],
  [
    ['webhooks', 'add', 'https://a.test', '--events', 'x'],
    '--events must be of ticket.created, message.created.',
  ],
  [['webhooks'], 'Use webhooks add URL, webhooks list or webhooks remove ID. See --help.'],
  [['notifications', '--recipients', 'nobody'], 'nobody is no mail address.'],
  [['notifications', '--reply-mails', 'all'], '--reply-mails must be never, verified or any.'],
])('refuses %j in one line', (args, line) => {
  expect(() => parseCommand(args)).toThrow(new CommandError(line))
})
