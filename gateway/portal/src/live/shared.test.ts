import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aRoom } from '../testing/fixtures'
import type { News } from './connection'
import { listen } from './shared'

/** Several tabs of one browser, as far as they share a lock and a channel. */
class Channel {
  static open: Channel[] = []
  onmessage: ((message: { data: unknown }) => void) | null = null
  constructor(readonly name: string) {
    Channel.open.push(this)
  }
  postMessage(data: unknown) {
    for (const other of Channel.open) {
      if (other !== this && other.name === this.name) other.onmessage?.({ data })
    }
  }
  close() {
    Channel.open = Channel.open.filter((other) => other !== this)
  }
}

type Turn = () => Promise<unknown>
let waiting: Turn[]
let held: boolean

async function next() {
  const turn = held ? undefined : waiting.shift()
  if (turn === undefined) return
  held = true
  await turn()
  held = false
  void next()
}

const locks = {
  request: (_: string, { signal }: { signal: AbortSignal }, task: Turn) =>
    new Promise((resolve, reject) => {
      const turn = async () => resolve(await task())
      signal.addEventListener('abort', () => {
        if (waiting.includes(turn)) reject(new DOMException('stopped', 'AbortError'))
        waiting = waiting.filter((other) => other !== turn)
      })
      waiting.push(turn)
      void next()
    }),
}

let lines: { push: (text: string) => void; last: string | null }[]

beforeEach(() => {
  waiting = []
  held = false
  lines = []
  Channel.open = []
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }))
  vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        init?.signal?.addEventListener('abort', () => controller.error(new Error('hung up')))
        lines.push({
          push: (text) => controller.enqueue(new TextEncoder().encode(text)),
          last: new Headers(init?.headers).get('Last-Event-ID'),
        })
      },
    })
    return Promise.resolve(new Response(body))
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const room = `id: 7\nevent: room\ndata: ${JSON.stringify(aRoom())}\n\n`
const aTab = () => {
  const told: News['type'][] = []
  const leave = listen('/api/v1/events', ({ type }) => told.push(type))
  return { told, leave }
}

test('S13 six tabs share one connection, and all hear what it says', async () => {
  const tabs = [1, 2, 3, 4, 5, 6].map(aTab)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  lines[0]?.push(room)
  for (const { told } of tabs) await vi.waitFor(() => expect(told).toContain('room'))
  expect(lines).toHaveLength(1)
  tabs.forEach(({ leave }) => leave())
})

test('S13 when the tab that listens is closed another takes over, and all is loaded once', async () => {
  const [first, second] = [aTab(), aTab()]
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  first.leave()
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  await vi.waitFor(() => expect(second.told.at(-1)).toBe('reset'))
  lines[1]?.push(room)
  await vi.waitFor(() => expect(second.told).toContain('room'))
  expect(first.told).not.toContain('room')
  second.leave()
})

test('a tab that leaves while it waits for its turn is never given one', async () => {
  const [first, second] = [aTab(), aTab()]
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  second.leave()
  first.leave()
  await vi.waitFor(() => expect(Channel.open).toHaveLength(0))
  expect(lines).toHaveLength(1)
})

test('S13 a browser without locks still hears, each tab for itself', async () => {
  vi.stubGlobal('navigator', { ...navigator })
  const tabs = [aTab(), aTab()]
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  tabs.forEach(({ leave }) => leave())
})
