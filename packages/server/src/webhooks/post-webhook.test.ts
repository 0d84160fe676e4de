import { afterEach, expect, it } from 'vitest'
import { createReceiver, type Receiver } from '../testing/webhook-receiver.ts'
import { postWebhook } from './post-webhook.ts'
import { isPublicAddress } from './public-address.ts'

let receiver: Receiver | null = null
afterEach(() => receiver?.close())

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'localhost',
])('[SV79] %s is inside', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

it.each(['93.184.215.14', '8.8.8.8', '2606:4700:4700::1111'])('[SV79] %s is outside', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each([
  'https://127.0.0.1:PORT/',
  'https://localhost:PORT/',
  'https://[::1]:PORT/',
  'https://[::ffff:7f00:1]:PORT/',
  'https://2130706433:PORT/',
  'https://0x7f.1:PORT/',
  'http://127.0.0.1:PORT/',
])('[SV79] reaches nobody inside by %s', async (url) => {
  receiver = await createReceiver()
  const port = new URL(receiver.url).port
  const failure = await postWebhook(
    { url: url.replace('PORT', port), headers: {}, body: '{}' },
    { timeoutMs: 2_000, allowsPrivate: false },
  )
  expect(failure).toBe('the address is not public')
  expect(receiver.requests).toEqual([])
})

it('[SV79] tells nothing without encryption', async () => {
  const post = { url: 'http://8.8.8.8/', headers: {}, body: '{}' }
  expect(await postWebhook(post, { timeoutMs: 1, allowsPrivate: false })).toBe('it is not https')
})
