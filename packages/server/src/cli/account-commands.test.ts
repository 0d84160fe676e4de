import { expect, it } from 'vitest'
import { parseCommand } from './arguments.ts'
import { CommandError } from './command-error.ts'

const key = { kind: 'keys add', project: 1, name: null, scopes: '*', agent: null }

it.each([
  [['keys'], { ...key, expiresInMs: null }],
  [
    ['keys', 'add', '--name', 'CI', '--scopes', 'ticket:read', '--expires', '2', '--project', '3'],
    {
      ...key,
      project: 3,
      name: 'CI',
      scopes: new Set(['ticket:read']),
      expiresInMs: 2 * 24 * 3_600_000,
    },
  ],
  [['keys', 'list'], { kind: 'keys list', project: 1 }],
  [['keys', 'revoke', 'abc'], { kind: 'keys revoke', project: 1, id: 'abc' }],
  [
    ['agents', 'add', '--name', 'Grace', '--email', 'g@team.test'],
    { kind: 'agents add', project: 1, name: 'Grace', email: 'g@team.test', avatarFile: null },
  ],
  [
    ['agents', 'add', '--name', 'G', '--email', 'g@t', '--avatar', 'g.png'],
    { kind: 'agents add', project: 1, name: 'G', email: 'g@t', avatarFile: 'g.png' },
  ],
  [['agents', 'remove', 'g@t'], { kind: 'agents remove', project: 1, email: 'g@t' }],
  [
    ['sites', 'add', '--name', 'Shop', '--domains', 'shop.com, *.shop.com'],
    { kind: 'sites add', project: 1, name: 'Shop', domains: ['shop.com', '*.shop.com'] },
  ],
  [
    ['identity', 'add', '--algorithm', 'EdDSA', '--public-key', 'key.pem', '--kid', 'k1'],
    { kind: 'identity add', project: 1, algorithm: 'EdDSA', kid: 'k1', keyFile: 'key.pem' },
  ],
  [
    ['identity', 'add'],
    { kind: 'identity add', project: 1, algorithm: 'hash', kid: null, keyFile: null },
  ],
])('reads %j', (args, command) => {
  expect(parseCommand(args)).toEqual(command)
})

it.each([
  [['keys', 'drop'], 'Unknown command: keys drop. See --help.'],
  [['keys', 'list', 'all'], 'Unexpected argument: all. See --help.'],
  [['keys', 'revoke'], 'The id is missing. See --help.'],
  [['keys', '--scopes', 'everything'], 'everything are no scopes. See --help.'],
  [['keys', '--expires', 'soon'], '--expires must be a number.'],
  [['agents', 'add', '--email', 'g@t'], '--name is missing. See --help.'],
  [['agents', 'add', '--name', 'G', '--email', 'g'], 'g is no mail address.'],
  [
    ['identity', 'add', '--algorithm', 'none'],
    '--algorithm must be one of hash, HS256, ES256, EdDSA.',
  ],
  [['identity', 'add', '--algorithm', 'ES256'], 'ES256 needs --public-key.'],
  [['identity', 'add', '--public-key', 'a.pem'], 'hash has no public key.'],
  [['sites'], 'Unknown command: sites. See --help.'],
  [['sites', 'list', '--project', 'x'], '--project must be a number.'],
])('refuses %j in one line', (args, line) => {
  expect(() => parseCommand(args)).toThrow(new CommandError(line))
})
