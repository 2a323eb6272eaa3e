import { act, fireEvent, screen } from '@testing-library/react'
import { Route, Routes, useLocation } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomView } from '../api/shapes'
import { heard } from '../live/freshness'
import { anAccount, anOpenRoom, aRoom, show } from '../testing/fixtures'
import RoomsPage from './RoomsPage'

let rooms: RoomView[]
let down: boolean
let lists: number
let push: ((text: string) => void) | undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime('2026-03-02T09:42:00Z')
  heard()
  rooms = [aRoom()]
  down = false
  lists = 0
  push = undefined
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    if (!(input instanceof Request)) {
      if (push === undefined) return new Promise(() => {})
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          push = (text) => controller.enqueue(new TextEncoder().encode(text))
          init?.signal?.addEventListener('abort', () => controller.error(new Error('hung up')))
        },
      })
      return Promise.resolve(new Response(body))
    }
    const { pathname } = new URL(input.url)
    if (pathname === '/api/v1/me') return Promise.resolve(Response.json(anAccount))
    if (pathname !== '/api/v1/rooms') {
      return Promise.resolve(Response.json({ openings: [], shares: [], requests: [], more: false, owner: {} }))
    }
    lists++
    return down ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(Response.json({ rooms }))
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

async function come(address = '/salles') {
  show(
    <Routes>
      <Route path="salles/:id?" element={<RoomsPage />} />
      <Route path="salles/:id/rejoindre" element={<TheDoor />} />
    </Routes>,
    address,
  )
  await pass(1)
}

function TheDoor() {
  const { pathname, search, state } = useLocation()
  return <p>{`${pathname}${search} ${JSON.stringify(state)}`}</p>
}

test('O23 who leaves the conference of a room that is not lent to them stands at its door, with what they were told', async () => {
  await come('/salles/elsewhere?errors=x')
  expect(screen.getByText('/salles/elsewhere/rejoindre?errors=x {"left":true}')).toBeTruthy()
})

test('S13 who looks at a room that is taken away is told, and not led to its door', async () => {
  push = () => {}
  await come('/salles/room')
  await pass(1)
  push('id: 2\nevent: gone\ndata: {"id":"room"}\n\n')
  await pass(1)
  expect(screen.getByText('Vous n’avez pas accès à cette salle')).toBeTruthy()
})

test('S13 when push is held back the list is asked for by itself', async () => {
  await come()
  await pass(46_000)
  const before = lists
  rooms = [anOpenRoom({ version: 2 })]
  await pass(20_000)
  expect(lists).toBeGreaterThan(before)
  await act(() => vi.waitFor(() => expect(screen.queryByText('Ouverte')).not.toBeNull()))
})

test('S13 while push is heard the list is not asked for again', async () => {
  push = () => {}
  await come()
  await pass(1)
  const before = lists
  for (let minute = 0; minute < 12; minute++) {
    push(': heartbeat\n\n')
    await pass(15_000)
  }
  expect(lists).toBe(before)
  expect(screen.queryByText(/Connexion perdue/)).toBeNull()
})

test('S13 what push says is shown at once; a room that is taken away is gone', async () => {
  push = () => {}
  await come()
  await pass(1)
  push(`id: 1\nevent: room\ndata: ${JSON.stringify(anOpenRoom({ version: 2 }))}\n\n`)
  await pass(1)
  expect(screen.getByText('Ouverte')).toBeTruthy()
  push('id: 2\nevent: gone\ndata: {"id":"room"}\n\n')
  await pass(1)
  expect(screen.queryByText('Maths 3B')).toBeNull()
})

test('S1 when the service is down the last list stays, with its time and when it is asked again', async () => {
  await come()
  down = true
  await pass(75_000)
  expect(screen.getByRole('link', { name: 'Maths 3B' })).toBeTruthy()
  expect(screen.getByText(/^Connexion perdue.*affichage de 10:4/)).toBeTruthy()
  down = false
  fireEvent.click(screen.getByRole('button', { name: 'Actualiser' }))
  await pass(1)
  expect(screen.getByRole('link', { name: 'Maths 3B' })).toBeTruthy()
})

// the components have a reader of their own, which outlives the test that made it
const spoken = () => document.querySelector('[aria-live=polite]:not([data-live-announcer] *)')?.textContent

test('S13 a room that opens is read out; of others that change, only the chosen one', async () => {
  rooms = [aRoom(), aRoom({ id: 'other', name: 'Physique' })]
  push = () => {}
  await come()
  await pass(10_000)
  const tell = async (room: RoomView, sign: string, times: number) => {
    push?.(`event: room\ndata: ${JSON.stringify(room)}\n\n`)
    await act(() => vi.waitFor(() => expect(screen.getAllByText(sign)).toHaveLength(times)))
    await pass(6_000)
  }
  await tell(anOpenRoom({ version: 2 }), 'Ouverte', 1)
  expect(spoken()).toBe('La salle Maths 3B est ouverte')
  await tell(aRoom({ version: 3 }), 'Fermée', 2)
  expect(spoken()).toBe('La salle Maths 3B est ouverte') // its closing is nobody's business here
})

test('S12 the chosen room is in the address, and in the title with its state', async () => {
  rooms = [anOpenRoom()]
  await come('/salles/room')
  expect(screen.getByRole('heading', { level: 2, name: 'Maths 3B' })).toBeTruthy()
  expect(document.title).toBe('Ouverte – Maths 3B – Web-conférence')
})
