import { act, fireEvent, screen } from '@testing-library/react'
import { Route, Routes, useLocation } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomView, StreamView } from '../api/shapes'
import { heard } from '../live/freshness'
import { anAccount, anOpenRoom, aRoom, aStream, BRUNO, show, streaming, TEN } from '../testing/fixtures'
import RoomsPage from './RoomsPage'

let rooms: RoomView[]
let down: boolean
let refuses: boolean
let lists: number
let push: ((text: string) => void) | undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime('2026-03-02T09:42:00Z')
  heard()
  rooms = [aRoom()]
  down = false
  refuses = false
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
    if (refuses && input.method === 'PUT') return Promise.resolve(Response.json({ title: 'Non' }, { status: 403 }))
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
const liveRegion = () => document.querySelector('[aria-live=polite]:not([data-live-announcer] *)')
const spoken = () => liveRegion()?.textContent

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

test('ux 1 how the chosen room’s stream stands is read out when it changes, and not when first seen', async () => {
  const told = (version: number, differences: Partial<StreamView>) =>
    anOpenRoom({ version, streaming, stream: aStream({ liveSince: TEN, ...differences }) })
  rooms = [told(1, { state: 'AWAITING_ADMISSION' })]
  push = () => {}
  await come('/salles/room')
  const before = spoken()
  await pass(10_000)
  expect(spoken()).toBe(before)
  const tell = async (room: RoomView) => {
    push?.(`event: room\ndata: ${JSON.stringify(room)}\n\n`)
    await pass(1)
    await pass(6_000)
  }
  await tell(told(2, {}))
  expect(spoken()).toMatch(/^En direct depuis 10:04/)
  await tell(told(3, { stopsAt: '2026-03-02T10:42:00Z' })) // still live: the countdown has its own words
  expect(spoken()).toMatch(/^Plus aucun modérateur/)
  await tell(told(4, { state: 'INTERRUPTED', reason: 'CONNECTION_LOST', attempt: 1, attempts: 5 }))
  expect(spoken()).toMatch(/^Connexion perdue, nouvelle tentative 1\/5/)
  await tell(told(5, { state: 'INTERRUPTED', reason: 'CONNECTION_LOST', attempt: 2, attempts: 5 }))
  expect(spoken()).toMatch(/nouvelle tentative 1\/5/) // once, not at each try
  await tell(told(6, { state: 'PAUSED', by: BRUNO }))
  expect(spoken()).toMatch(/^Stream arrêté par Bruno Petit à 10:04/)
  await tell(told(7, { state: 'ENDED', reason: 'NO_MODERATOR' }))
  expect(spoken()).toMatch(/^Arrêté automatiquement à 10:04.*plus de modérateur/)
  await tell(told(8, { state: 'ENDED', reason: 'KEY_REFUSED', run: 'next' }))
  expect(spoken()).toBe('La diffusion a échoué\u00a0: clé refusée.')
})

test('ux 1 what is said of a room and of its stream in one moment is all read out, one after the other', async () => {
  rooms = [aRoom({ status: 'OPENING', streaming })]
  push = () => {}
  await come('/salles/room')
  await pass(10_000)
  const room = anOpenRoom({ version: 2, streaming, stream: aStream({ state: 'JOINING' }) })
  push?.(`event: room\ndata: ${JSON.stringify(room)}\n\n`)
  const heard: (string | null | undefined)[] = []
  for (let second = 0; second < 12; second++) {
    await pass(1_000)
    if (spoken() !== heard.at(-1)) heard.push(spoken())
  }
  expect(heard.slice(-2).toSorted()).toEqual(['La salle Maths 3B est ouverte', 'Live rejoint la conférence…'])
})

test('ux 1 that people have come to the chosen room’s door is read out, each time anew', async () => {
  rooms = [aRoom(), aRoom({ id: 'other', name: 'Physique' })]
  push = () => {}
  await come('/salles/room')
  await pass(10_000)
  const waiting = async (version: number, waiting: number, id = 'room') => {
    push?.(`event: room\ndata: ${JSON.stringify(aRoom({ id, version, waiting }))}\n\n`)
    await pass(1)
    await pass(6_000)
  }
  await waiting(2, 3, 'other')
  expect(spoken()).not.toMatch(/attend/)
  await waiting(2, 1)
  expect(spoken()).toBe('1 personne attend à l’entrée de la salle Maths 3B')
  const first = liveRegion()?.firstElementChild
  await waiting(3, 4)
  expect(spoken()).toMatch(/^1 personne/)
  await waiting(4, 0)
  await waiting(5, 1)
  expect(spoken()).toBe('1 personne attend à l’entrée de la salle Maths 3B')
  expect(liveRegion()?.firstElementChild).not.toBe(first) // the same words again are news to a reader
})

test('S50 who has lost the right meanwhile is told so in the list, until they dismiss it', async () => {
  vi.spyOn(window, 'open').mockReturnValue(null)
  await come('/salles/room')
  refuses = true
  rooms = [aRoom({ id: 'other', name: 'Physique' })]
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(1)
  await pass(30_000)
  const said = screen.getByRole('alert')
  expect(said.textContent).toBe('Maths 3BVous n’êtes plus modérateur de cette salle.')
  expect(screen.getByRole('link', { name: 'Physique' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Fermer ce message' }))
  await pass(1)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('S12 the chosen room is in the address, and in the title with its state', async () => {
  rooms = [anOpenRoom()]
  await come('/salles/room')
  expect(screen.getByRole('heading', { level: 2, name: 'Maths 3B' })).toBeTruthy()
  expect(document.title).toBe('Ouverte – Maths 3B – Web-conférence')
})
