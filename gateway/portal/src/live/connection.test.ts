import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aRoom } from '../testing/fixtures'
import { connection, type News } from './connection'

const asked: (string | null)[] = []
let bodies: string[]
let stop: AbortController
let told: News['type'][]

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  told = []
  stop = new AbortController()
  vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    asked.push(new Headers(init?.headers).get('Last-Event-ID'))
    const body = bodies.shift()
    return body === undefined ? new Promise(() => {}) : Promise.resolve(new Response(body))
  })
})

afterEach(() => {
  stop.abort()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const listen = () => void connection('/events', ({ type }) => told.push(type), stop.signal)

test('S13 a line that was cut is taken up where it was left', async () => {
  bodies = [`id: 41\nevent: room\ndata: ${JSON.stringify(aRoom())}\n\n`]
  listen()
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toEqual(['reset', 'alive', 'room'])
  await vi.advanceTimersByTimeAsync(4_000)
  expect(asked).toEqual([null, '41'])
})

test('S13 a line that never told anything is begun anew, and all is loaded again', async () => {
  bodies = [': hello\n\n', ': hello\n\n']
  listen()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(told.filter((type) => type === 'reset')).toHaveLength(2)
})

test('nothing is asked after it was stopped', async () => {
  bodies = ['']
  listen()
  await vi.advanceTimersByTimeAsync(10)
  stop.abort()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
})

test('O8 a place that came free is heard like everything else', async () => {
  const vacancy = { room: 'room', establishment: '0750001A', at: '2026-03-02T09:10:00Z' }
  bodies = [`id: 41\nevent: vacancy\ndata: ${JSON.stringify(vacancy)}\n\n`]
  const heard: News[] = []
  void connection('/events', (news) => heard.push(news), stop.signal)
  await vi.advanceTimersByTimeAsync(10)
  expect(heard).toContainEqual({ type: 'vacancy', vacancy })
})
