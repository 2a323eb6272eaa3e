import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answer, api, idempotencyKeys } from './client'
import { csrfToken } from './csrf'
import type { Problem } from './problem'

const sent: Request[] = []

beforeEach(() => {
  sent.length = 0
  document.cookie = 'XSRF-TOKEN=a%2Bb'
  vi.spyOn(globalThis, 'fetch').mockImplementation((request) => {
    sent.push(request as Request)
    return Promise.resolve(Response.json({ rooms: [] }))
  })
})

afterEach(() => vi.restoreAllMocks())

const open = () => api.PUT('/api/v1/rooms/{id}/opening', { params: { path: { id: 'room' } } })

test('the CSRF cookie is found among others', () => {
  expect(csrfToken('a=1; XSRF-TOKEN=4f2c; b=2')).toBe('4f2c')
  expect(csrfToken('NOT-XSRF-TOKEN=4f2c')).toBeUndefined()
})

test('what changes something proves that it comes from the portal', async () => {
  await open()
  expect(sent[0]?.headers.get('X-XSRF-TOKEN')).toBe('a+b')
})

test('what only reads does not', async () => {
  await api.GET('/api/v1/rooms')
  expect(sent[0]?.headers.get('X-XSRF-TOKEN')).toBeNull()
})

test('answers are asked for in the language of the screen', async () => {
  await api.GET('/api/v1/rooms')
  expect(sent[0]?.headers.get('Accept-Language')).toBe('fr')
})

test('no answer at all is a problem too', async () => {
  vi.mocked(fetch).mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(answer(open())).rejects.toMatchObject({
    status: 0,
    kind: 'unreachable',
  } satisfies Partial<Problem>)
})

test('the same request sent again carries the same key; a changed one does not', () => {
  const keys = idempotencyKeys()
  const first = keys({ name: 'Maths' })
  expect(keys({ name: 'Maths' })).toEqual(first)
  expect(keys({ name: 'Physique' })).not.toEqual(first)
})
