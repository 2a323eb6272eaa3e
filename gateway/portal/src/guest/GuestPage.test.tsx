import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { GuestDoorView } from '../api/shapes'
import { aGuestDoor, show } from '../testing/fixtures'
import GuestPage from './GuestPage'

let door: GuestDoorView | undefined
let check: () => Response
let asked: Request[]
let entered: HTMLFormElement[]
let account: string | undefined

beforeEach(() => {
  vi.useFakeTimers()
  door = aGuestDoor()
  check = () => new Response(null, { status: 204 })
  asked = []
  entered = []
  account = undefined
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
    entered.push(this)
  })
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    if (input === '/session') {
      return Promise.resolve(
        account === undefined
          ? new Response(null, { status: 401 })
          : Response.json({ id: 'zoe', name: account }),
      )
    }
    if (!(input instanceof Request)) return new Promise(() => {}) // push is held back
    asked.push(input)
    if (input.method === 'POST') return Promise.resolve(check())
    return Promise.resolve(
      door === undefined
        ? Response.json({ type: 'urn:problem:link-invalid', title: 'Non' }, { status: 404 })
        : Response.json(door),
    )
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  sessionStorage.clear()
})

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const join = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Rejoindre' }))
  await pass(1)
}
const posted = () => Object.fromEntries(new FormData(entered[0]))
const refusing = (field: string, message: string, status = 422, headers = {}) => () =>
  Response.json(
    { type: 'urn:problem:input-refused', title: 'Non', errors: [{ field, message }] },
    { status, headers },
  )

async function come(told = '') {
  show(
    <Routes>
      <Route path="p/:token" element={<GuestPage />} />
    </Routes>,
    `/p/unguessable${told}`,
  )
  await pass(1)
}

test('O1 a guest sees whose door it is and no more, and goes in with a name', async () => {
  door = aGuestDoor({ status: 'OPEN' })
  await come()
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Maths 3B')
  expect(screen.getByText('Un modérateur validera votre entrée.')).toBeTruthy()
  expect(screen.queryByLabelText('Code d’accès')).toBeNull()
  expect(screen.queryByRole('checkbox')).toBeNull()
  type('Votre nom', 'Zoé Martin')
  await join()
  expect(asked.at(-1)?.url).toContain('/api/v1/guests/unguessable/check')
  expect(entered[0]?.getAttribute('action')).toBe('/api/v1/guests/unguessable/join')
  expect(posted()).toMatchObject({ name: 'Zoé Martin' })
})

test('O1 without a name nothing is asked: the field says why and has the focus', async () => {
  await come()
  const before = asked.length
  await join()
  expect(asked).toHaveLength(before)
  expect(document.activeElement).toBe(screen.getByLabelText('Votre nom'))
  expect(screen.getByLabelText('Votre nom').getAttribute('aria-invalid')).toBe('true')
})

test('O1 a wrong code is said at its field', async () => {
  door = aGuestDoor({ status: 'OPEN', codeNeeded: true })
  check = refusing('code', 'Code incorrect.')
  await come()
  type('Votre nom', 'Zoé Martin')
  type('Code d’accès', '0000')
  await join()
  const code = screen.getByLabelText('Code d’accès')
  expect(code.getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(code)
  expect(screen.getByText('Code incorrect.')).toBeTruthy()
  expect(entered).toHaveLength(0)
})

test('O1 after too many wrong codes one waits, and is told how long', async () => {
  door = aGuestDoor({ status: 'OPEN', codeNeeded: true })
  check = () =>
    Response.json(
      { type: 'urn:problem:too-many-tries', title: 'Trop d’essais', detail: 'Trop d’essais.' },
      { status: 429, headers: { 'Retry-After': '60' } },
    )
  await come()
  type('Votre nom', 'Zoé Martin')
  type('Code d’accès', '0000')
  await join()
  expect(screen.getByRole('alert').textContent).toContain('Trop d’essais.')
  const waiting = screen.getByRole('button', { name: 'Réessayez dans 60 s.' })
  expect(waiting.getAttribute('aria-disabled')).toBe('true')
  await pass(61_000)
  expect(screen.getByRole('button', { name: 'Rejoindre' }).getAttribute('aria-disabled')).toBeNull()
})

test('O1 a meeting that may be broadcast is entered by those who have said yes', async () => {
  door = aGuestDoor({ status: 'OPEN', streamed: true })
  await come()
  expect(screen.getByText('Cette réunion peut être diffusée en direct.')).toBeTruthy()
  const consent = screen.getByRole<HTMLInputElement>('checkbox')
  expect(consent.checked).toBe(false)
  type('Votre nom', 'Zoé Martin')
  await join()
  expect(entered).toHaveLength(0)
  expect(document.activeElement).toBe(consent)
  fireEvent.click(consent)
  await join()
  expect(posted()).toMatchObject({ consent: 'true' })
})

test('S32 before the opening a guest waits, and enters by themselves even where push is held back', async () => {
  await come()
  type('Votre nom', 'Zoé Martin')
  await join()
  expect(entered).toHaveLength(0)
  expect(screen.getByText('Vous entrerez sous le nom Zoé Martin.')).toBeTruthy()
  door = aGuestDoor({ status: 'OPEN', version: 2 })
  await pass(12_100) // asked for every 10 s, a little more or less
  expect(document.title).toBe('▶ Ouverte — Maths 3B – Web-conférence')
  await pass(5_100) // spread over five seconds
  expect(entered).toHaveLength(1)
})

test('O1 a room that is to be broadcast meanwhile asks those who wait', async () => {
  await come()
  type('Votre nom', 'Zoé Martin')
  await join()
  door = aGuestDoor({ status: 'OPEN', streamed: true, version: 2 })
  await pass(20_000)
  expect(entered).toHaveLength(0)
  expect(screen.getByText('Cochez cette case pour entrer.')).toBeTruthy()
})

test('O1 a link that opens nothing says whom to ask, and is not asked again', async () => {
  door = undefined
  await come()
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ce lien n’est plus valable')
  const before = asked.length
  await pass(60_000)
  expect(asked).toHaveLength(before)
})

test('S32 after an hour nobody is presumed to wait: asking stops until somebody says « Je suis là »', async () => {
  await come()
  type('Votre nom', 'Zoé Martin')
  await join()
  await pass(61 * 60_000)
  expect(screen.getByText(/Toujours là/)).toBeTruthy()
  const before = asked.length
  await pass(60_000)
  expect(asked).toHaveLength(before)
  fireEvent.click(screen.getByRole('button', { name: 'Je suis là' }))
  await pass(13_000)
  expect(asked.length).toBeGreaterThan(before + 1)
})

test('the name is kept for the tab; a code is not', async () => {
  door = aGuestDoor({ codeNeeded: true })
  await come()
  type('Votre nom', 'Zoé Martin')
  type('Code d’accès', '482913')
  const kept = JSON.stringify({ ...sessionStorage, ...localStorage })
  expect(kept).toContain('Zoé Martin')
  expect(kept).not.toContain('482913')
})

test('who has no account, or is not signed in, is offered to sign in', async () => {
  await come()
  expect(screen.getByRole('button', { name: /J’ai un compte/ })).toBeTruthy()
})

test('who is signed in enters under the name of their account, and is asked for no name', async () => {
  account = 'Zoé Bernard'
  door = aGuestDoor({ status: 'OPEN', codeNeeded: true, streamed: true })
  await come()
  expect(screen.queryByLabelText('Votre nom')).toBeNull()
  expect(screen.queryByRole('button', { name: /J’ai un compte/ })).toBeNull()
  expect(screen.getByText('Vous entrerez sous le nom Zoé Bernard.')).toBeTruthy()
  await join()
  expect(entered).toHaveLength(0) // code and consent are asked for as of a guest
  type('Code d’accès', 'Pomme7')
  fireEvent.click(screen.getByRole('checkbox'))
  await join()
  const knocked = asked.at(-1)
  expect(knocked?.url).toContain('/api/v1/me/public-links/unguessable/check')
  expect(await knocked?.json()).toEqual({ code: 'Pomme7', consent: true })
  expect(entered[0]?.getAttribute('action')).toBe('/api/v1/me/public-links/unguessable/join')
  expect(posted()).toMatchObject({ code: 'Pomme7', consent: 'true' })
  expect(posted()).not.toHaveProperty('name')
})

test('S32 who is signed in waits like everybody else until the room opens', async () => {
  account = 'Zoé Bernard'
  await come()
  await join()
  expect(entered).toHaveLength(0)
  door = aGuestDoor({ status: 'OPEN', version: 2 })
  await pass(12_100)
  await pass(5_100)
  expect(entered[0]?.getAttribute('action')).toBe('/api/v1/me/public-links/unguessable/join')
})

test('S32 a guest of a full room says who they are, waits, and enters when a place frees', async () => {
  door = aGuestDoor({ status: 'OPEN', full: 30 })
  await come()
  expect(screen.getByText(/La salle est pleine \(30\)/)).toBeTruthy()
  type('Votre nom', 'Zoé')
  await join()
  expect(screen.getByText('La salle est pleine (30).')).toBeTruthy()
  await pass(30_000)
  expect(entered).toHaveLength(0)
  door = aGuestDoor({ status: 'OPEN', version: 2 })
  await pass(12_100)
  await pass(5_100)
  expect(posted()).toMatchObject({ name: 'Zoé' })
})

test('S32 a guest who was sent back because the room is full tries again, and is asked nothing twice', async () => {
  door = aGuestDoor({ status: 'OPEN', codeNeeded: true })
  await come()
  type('Votre nom', 'Zoé')
  type('Code d’accès', 'Pomme7')
  await join()
  expect(entered).toHaveLength(1)
  cleanup()
  entered = []
  await come('?plein=30')
  expect(screen.getByText('La salle est pleine (30).')).toBeTruthy()
  await pass(7_900)
  expect(entered).toHaveLength(0)
  await pass(4_200)
  await pass(5_100)
  expect(posted()).toMatchObject({ name: 'Zoé', code: 'Pomme7' })
})

test('a guest who has left the conference is not led into it again', async () => {
  door = aGuestDoor({ status: 'OPEN' })
  await come()
  type('Votre nom', 'Zoé')
  await join()
  cleanup()
  entered = []
  await come()
  await pass(30_000)
  expect(entered).toHaveLength(0)
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('guest-entry')
})

test('O23 a guest who comes back from a conference that is over reads so', async () => {
  door = aGuestDoor({ status: 'OPEN' })
  await come()
  type('Votre nom', 'Marie Faure')
  await join()
  await pass(6_000)
  expect(entered).toHaveLength(1)
  cleanup()
  door = aGuestDoor({ status: 'CLOSED', version: 2 })
  await come()
  expect(screen.getByText('La réunion est terminée.')).toBeTruthy()
})
