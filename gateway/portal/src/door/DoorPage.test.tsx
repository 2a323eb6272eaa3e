import { act, fireEvent, screen } from '@testing-library/react'
import { Navigate, Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DoorView } from '../api/shapes'
import { aDoor, show } from '../testing/fixtures'
import type { CameBack } from './door'
import DoorPage from './DoorPage'

let door: DoorView | undefined
let meeting: string | null
let asked: string[]
let entered: string[]
let sounded: number

beforeEach(() => {
  vi.useFakeTimers()
  door = aDoor()
  meeting = null
  asked = []
  entered = []
  sounded = 0
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
    entered.push(this.getAttribute('action') ?? '')
  })
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    if (!(input instanceof Request)) return new Promise(() => {}) // push is held back
    if (input.url.endsWith('/door/meeting')) return Promise.resolve(Response.json({ start: meeting }))
    asked.push(input.url)
    return Promise.resolve(
      door === undefined
        ? Response.json({ type: 'urn:problem:room-not-found', title: 'Non' }, { status: 404 })
        : Response.json(door),
    )
  })
  const param = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {}, value: 0 }
  const node = { gain: param, frequency: param, connect: () => node, stop: () => {}, start: () => sounded++ }
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0
      destination = node
      createGain = () => node
      createOscillator = () => node
      close = () => Promise.resolve()
    },
  )
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  sessionStorage.clear()
})

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

async function come(told = '', from = `/salles/room/rejoindre${told}`) {
  const back: CameBack = { left: true }
  show(
    <Routes>
      <Route path="salles/:id/rejoindre" element={<DoorPage />} />
      <Route path="salles/:id" element={<Navigate to="rejoindre" state={back} />} />
    </Routes>,
    from,
  )
  await pass(1)
}

test('S40 who comes to an open room is in at once', async () => {
  door = aDoor({ status: 'OPEN' })
  await come()
  await pass(1)
  expect(entered).toEqual(['/api/v1/rooms/room/join'])
})

test('S32 who waits enters by themselves when push is held back: asked every ten seconds or so, then spread', async () => {
  await come()
  expect(document.title).toBe('Fermée – Maths 3B – Web-conférence')
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(7_900)
  expect(asked).toHaveLength(1)
  await pass(4_200)
  expect(document.title).toBe('▶ Ouverte — Maths 3B – Web-conférence')
  await pass(5_100)
  expect(entered).toHaveLength(1)
})

test('S32 who was invited for a date reads it while waiting', async () => {
  vi.setSystemTime('2026-11-26T10:00:00Z')
  meeting = '2026-12-01T13:00:00Z'
  await come()
  await pass(1)
  expect(screen.getByText(/^Réunion prévue le mardi 1er décembre à 14:00/)).toBeTruthy()
})

test('S32 without a date none is spoken of', async () => {
  await come()
  expect(screen.queryByText(/Réunion prévue/)).toBeNull()
})

test('S32 the door sounds when it opens for those who asked for it, and for nobody else', async () => {
  await come()
  const sound = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Son à l’ouverture' })
  expect(sound.checked).toBe(false)
  fireEvent.click(sound)
  const tried = sounded
  expect(tried).toBeGreaterThan(0)
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(12_100)
  expect(sounded).toBe(2 * tried)
})

test('S32 a silent door stays silent', async () => {
  await come()
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(20_000)
  expect(entered).toHaveLength(1)
  expect(sounded).toBe(0)
})

test('S32 who waits is told for how long, and how many wait', async () => {
  door = aDoor({ waiting: 12 })
  await come()
  expect(screen.getByText('12 personnes attendent')).toBeTruthy()
  await pass(3 * 60_000)
  expect(screen.getByText('Vous attendez depuis 3 min · 12 personnes attendent')).toBeTruthy()
  door = aDoor({ waiting: 1, version: 2 })
  await pass(12_100)
  expect(screen.getByText('Vous attendez depuis 3 min')).toBeTruthy() // nobody else does
})

test('S32 whom push does not reach says that they wait whenever they ask; others need not', async () => {
  await come()
  await pass(60_000)
  const counted = asked.filter((url) => new URL(url).searchParams.get('waiting') === 'true')
  expect(counted.length).toBeGreaterThan(2)
  expect(asked.slice(0, 2).every((url) => !url.includes('waiting'))).toBe(true)
})

test('S32 after an hour of waiting asking stops, until somebody says that they are there', async () => {
  await come()
  await pass(61 * 60_000)
  expect(screen.getByText(/Toujours là/)).toBeTruthy()
  const before = asked.length
  await pass(60_000)
  expect(asked).toHaveLength(before)
  fireEvent.click(screen.getByRole('button', { name: 'Je suis là' }))
  await pass(13_000)
  expect(asked.length).toBeGreaterThan(before + 1)
})

test('S32 who comes to a full room is told, waits, and enters when a place frees', async () => {
  door = aDoor({ status: 'OPEN', full: 100 })
  await come()
  expect(screen.getByText('La salle est pleine (100).')).toBeTruthy()
  expect(screen.getByText('Vous entrerez automatiquement dès qu’une place se libère.')).toBeTruthy()
  expect(document.title).toBe('Pleine – Maths 3B – Web-conférence')
  await pass(30_000)
  expect(entered).toHaveLength(0)
  door = aDoor({ status: 'OPEN', full: null, version: 2 })
  await pass(12_100)
  expect(screen.getAllByText('Une place se libère… vous allez entrer.').length).toBeGreaterThan(0)
  await pass(5_100)
  expect(entered).toHaveLength(1)
})

test.each([
  ['our own door', '?plein=100', 'La salle est pleine (100).'],
  [
    'the meeting server',
    `?errors=${encodeURIComponent('[{"key":"maxParticipantsReached","message":"No"}]')}`,
    'La salle est pleine.',
  ],
])('S32 whom %s sent back because it is full tries again by themselves', async (_, told, text) => {
  sessionStorage.setItem('entered:room', '') // they were on their way in
  door = aDoor({ status: 'OPEN' })
  await come(told)
  expect(screen.getByText(text)).toBeTruthy()
  await pass(7_900)
  expect(entered).toHaveLength(0)
  await pass(4_200)
  await pass(5_100)
  expect(entered).toHaveLength(1)
})

test('S32 who has left a full room is not led into it again', async () => {
  sessionStorage.setItem('entered:room', '')
  door = aDoor({ status: 'OPEN', full: 100 })
  await come()
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(30_000)
  expect(entered).toHaveLength(0)
  expect(screen.getByRole('button', { name: 'Entrer' })).toBeTruthy()
})

test('D13 a reserved room says for whom it is and whom to ask, and lets nobody in when it opens', async () => {
  const groups = [{ id: '3b', name: '3B' }]
  door = aDoor({ mayEnter: false, owner: { name: 'Ada Diallo' }, access: { policy: 'GROUPS', groups } })
  await come()
  expect(screen.getByText(/Cette salle est réservée.*les membres du groupe 3B/)).toBeTruthy()
  expect(screen.getByText(/adressez-vous à Ada Diallo/)).toBeTruthy()
  door = { ...door, status: 'OPEN', version: 2 }
  await pass(30_000)
  expect(entered).toHaveLength(0)
})

test('D13 who is let in after all enters without coming again', async () => {
  door = aDoor({ mayEnter: false, owner: { name: 'Ada Diallo' } })
  await come()
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(13_000)
  expect(entered).toHaveLength(1)
})

test('O23 who comes back from the conference, by whatever way they went in, is not led into it again', async () => {
  door = aDoor({ status: 'OPEN' })
  await come('', '/salles/room')
  await pass(30_000)
  expect(entered).toHaveLength(0)
  expect(screen.getByRole('button', { name: 'Entrer' })).toBeTruthy()
})

test('O23 who was in until it ended reads that it is over, and comes in by themselves if it opens again', async () => {
  sessionStorage.setItem('entered:room', '')
  await come()
  expect(screen.getByText('La réunion est terminée.')).toBeTruthy()
  expect(screen.queryByText('La salle n’est pas encore ouverte.')).toBeNull()
  expect(screen.getByText('Si la salle rouvre, vous entrerez automatiquement.')).toBeTruthy()
  door = aDoor({ status: 'OPEN', version: 2 })
  await pass(17_200)
  expect(entered).toHaveLength(1)
})

test('S32 who waits at a room that is deleted is promised nothing any more', async () => {
  await come()
  door = undefined
  await pass(13_000)
  expect(screen.queryByText(/vous entrerez automatiquement/i)).toBeNull()
  expect(screen.getByText('Vous n’avez pas accès à cette salle')).toBeTruthy()
})

test('S32 a room that does not exist, or may not be known, has one and the same page', async () => {
  door = undefined
  await come()
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
    'Vous n’avez pas accès à cette salle',
  )
})
