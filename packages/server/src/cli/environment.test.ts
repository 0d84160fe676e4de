import path from 'node:path'
import { expect, it } from 'vitest'
import { TRUST_NOBODY } from '../limits/client-address.ts'
import { DEFAULT_LIMITS, NO_LIMITS } from '../limits/limit-settings.ts'
import { CommandError } from './command-error.ts'
import { readEnvironment } from './environment.ts'

it('has a default for everything', () => {
  expect(readEnvironment({ PORT: '' })).toEqual({
    host: '127.0.0.1',
    port: 4100,
    demoPort: 4101,
    dataFolder: path.resolve('.porchlight'),
    databaseUrl: null,
    runLeaseMs: null,
    apiKey: null,
    widgetToken: null,
    maxQueueMessages: null,
    maxWarmRuns: null,
    limits: DEFAULT_LIMITS,
    publicUrl: null,
    isTrustedProxy: TRUST_NOBODY,
    assistant: { kind: 'knowledge' },
    operation: {
      shutdownDelayMs: 0,
      server: {
        shutdownSpreadMs: 3_000,
        logsRequests: false,
        retention: { ticketDays: null, visitorDays: null },
        notifications: { recipients: [], replyMails: 'verified' },
        allowsPrivateWebhooks: false,
      },
    },
  })
})

it('takes what is set', () => {
  const variables = {
    HOST: '0.0.0.0',
    PORT: '80',
    DEMO_PORT: '8080',
    PORCHLIGHT_DATA: '/var/lib/porchlight',
    DATABASE_URL: 'postgres://db/chat',
    PORCHLIGHT_RUN_LEASE_MS: '5000',
    PORCHLIGHT_API_KEY: 'a-long-enough-key',
    PORCHLIGHT_WIDGET_TOKEN: 'token',
    PORCHLIGHT_MAX_QUEUE_MESSAGES: '2',
    PORCHLIGHT_MAX_WARM_RUNS: '0',
    PORCHLIGHT_LIMITS: 'off',
    PUBLIC_URL: 'https://chat.example.com/',
    TRUST_PROXY: '10.0.0.0/8',
    ASSISTANT: 'none',
    LOG_REQUESTS: '1',
    METRICS_TOKEN: 'a-long-enough-token',
    SHUTDOWN_DELAY_MS: '5000',
    SHUTDOWN_SPREAD_MS: '0',
    MAX_REQUESTS: '50',
    MAX_LOOP_DELAY_MS: '200',
    ANSWERS_PER_MONTH: '1000',
    RETENTION_DAYS: '365',
    VISITOR_RETENTION_DAYS: '30',
    NOTIFY_EMAILS: 'a@team.test, b@team.test',
    REPLY_MAILS: 'any',
    REPLY_MAIL_AFTER_MINUTES: '10',
    WEBHOOKS_ALLOW_PRIVATE: '1',
  }
  expect(readEnvironment(variables)).toEqual({
    host: '0.0.0.0',
    port: 80,
    demoPort: 8080,
    dataFolder: '/var/lib/porchlight',
    databaseUrl: 'postgres://db/chat',
    runLeaseMs: 5_000,
    apiKey: 'a-long-enough-key',
    widgetToken: 'token',
    maxQueueMessages: 2,
    maxWarmRuns: 0,
    limits: NO_LIMITS,
    publicUrl: 'https://chat.example.com',
    isTrustedProxy: expect.any(Function),
    assistant: { kind: 'none' },
    operation: {
      shutdownDelayMs: 5_000,
      server: {
        shutdownSpreadMs: 0,
        logsRequests: true,
        metricsToken: 'a-long-enough-token',
        answersPerMonth: 1_000,
        maxRequests: 50,
        maxLoopDelayMs: 200,
        retention: { ticketDays: 365, visitorDays: 30 },
        notifications: { recipients: ['a@team.test', 'b@team.test'], replyMails: 'any' },
        answerMailAfterMs: 600_000,
        allowsPrivateWebhooks: true,
      },
    },
  })
})

it('takes any free port for both when the first may be any', () => {
  expect(readEnvironment({ PORT: '0' })).toMatchObject({ port: 0, demoPort: 0 })
})

it.each([
  [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT must be a number from 0 to 65535.'],
  [{ PORT: '65535' }, 'DEMO_PORT must be a number from 0 to 65535.'],
  [{ PORT: '5000', DEMO_PORT: '5000' }, 'PORT and DEMO_PORT must differ.'],
  [{ PORCHLIGHT_API_KEY: 'short' }, 'PORCHLIGHT_API_KEY must have 16 characters or more.'],
  [{ PORCHLIGHT_RUN_LEASE_MS: '50' }, 'PORCHLIGHT_RUN_LEASE_MS must be 1000 or more.'],
  [
    { PORCHLIGHT_MAX_QUEUE_MESSAGES: '0' },
    'PORCHLIGHT_MAX_QUEUE_MESSAGES must be a number from 1 to 9999.',
  ],
  [{ ANSWERS_PER_MONTH: '-1' }, 'ANSWERS_PER_MONTH must be a whole number from 0 to 999999999.'],
  [{ PORCHLIGHT_LIMITS: 'none' }, 'PORCHLIGHT_LIMITS: there is no limit "none".'],
  [{ PUBLIC_URL: 'chat.example.com' }, 'PUBLIC_URL: it must be like https://chat.example.com.'],
  [{ TRUST_PROXY: '1' }, 'TRUST_PROXY: "1" is neither an address nor a subnet.'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must begin with postgres:// or postgresql://.'],
])('refuses %o in one line', (variables, line) => {
  expect(() => readEnvironment(variables)).toThrow(new CommandError(line))
})
