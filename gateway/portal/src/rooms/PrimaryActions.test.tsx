import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomView } from '../api/shapes'
import { ADA, anOpenRoom, aRoom, BRUNO, SCHOOL, show, TEN } from '../testing/fixtures'
import { release, settle } from './conferenceTabs'
import { PrimaryActions } from './PrimaryActions'
import { learnOfVacancy } from './vacancies'

let answers: (() => Response | Promise<Response>)[]
let asked: Request[]
let tab: { document: Document; closed: boolean; opener: unknown; close: () => void }

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(TEN)
  asked = []
  answers = []
  tab = {
    document: document.implementation.createHTMLDocument(),
    closed: false,
    opener: window,
    close: vi.fn(),
  }
  vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window)
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(() => {})
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    asked.push(input as Request)
    return Promise.resolve((answers.shift() ?? opening)())
  })
})

afterEach(() => {
  release('room')
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const requested = { id: 'opening', by: ADA, requestedAt: TEN, openedAt: null, people: 0, moderators: 0 }
const openingRoom = aRoom({ version: 2, status: 'OPENING', opening: requested })
const opening = () => Response.json(openingRoom)
const failed = (at: string, reason: 'UNREACHABLE' | 'REFUSED' = 'UNREACHABLE'): RoomView =>
  aRoom({ version: 3, failure: { reason, at } })
const problem = (type: string, more: object = {}) => () =>
  Response.json({ type: `urn:problem:${type}`, title: type, ...more }, { status: 409 })
const status = () => screen.getAllByRole('status').map(({ textContent }) => textContent).join('')
const button = (name: string) => screen.queryByRole('button', { name })
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

async function open() {
  const shown = show(<PrimaryActions room={aRoom()} />)
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(1)
  return (room: RoomView) => act(() => shown.again(<PrimaryActions room={room} />))
}

test('S26 an opening that the service did not answer is tried again, and the screen says so', async () => {
  const told = await open()
  told(openingRoom)
  told(failed('2026-03-02T09:04:05Z'))
  expect(status()).toContain('Votre salle n’a pas été ouverte')
  expect(screen.getByText(/Tentative 2 sur 5/)).toBeTruthy()
  expect(asked).toHaveLength(1)
  await pass(5_000)
  expect(asked.map(({ method }) => method)).toEqual(['PUT', 'PUT'])
  expect(tab.close).not.toHaveBeenCalled()
})

test('S26 the tab goes to the conference though push was faster than the answer', async () => {
  let answer: (response: Response) => void = () => {}
  answers = [() => new Promise((resolve) => (answer = resolve))]
  const told = await open()
  told(anOpenRoom({ version: 3 }))
  settle([anOpenRoom({ version: 3 })]) // as the list does with its news
  expect(HTMLFormElement.prototype.submit).not.toHaveBeenCalled()
  answer(opening())
  await pass(1)
  expect(HTMLFormElement.prototype.submit).toHaveBeenCalledOnce()
})

test('S26 « Arrêter d’essayer » stops, and gives the tab back', async () => {
  const told = await open()
  told(openingRoom)
  told(failed('2026-03-02T09:04:05Z'))
  fireEvent.click(screen.getByRole('button', { name: 'Arrêter d’essayer' }))
  expect(tab.close).toHaveBeenCalled()
  await pass(60_000)
  expect(asked).toHaveLength(1)
  expect(screen.getByRole('alert').textContent).toContain('ne répond pas')
  expect(button('Ouvrir la salle')?.getAttribute('aria-disabled')).toBeNull()
})

test('S26 after five tries it is over', async () => {
  const told = await open()
  for (let attempt = 1; attempt <= 5; attempt++) {
    told(openingRoom)
    told(failed(`2026-03-02T09:04:0${attempt}Z`))
    await pass(20_000)
  }
  expect(asked).toHaveLength(5)
  expect(button('Arrêter d’essayer')).toBeNull()
  expect(tab.close).toHaveBeenCalled()
})

test('S26 a refusal is not asked again', async () => {
  const told = await open()
  told(openingRoom)
  told(failed('2026-03-02T09:04:05Z', 'REFUSED'))
  await pass(60_000)
  expect(asked).toHaveLength(1)
  expect(screen.getByRole('alert').textContent).toContain('a refusé')
})

test('O8 a full platform is asked again by itself after 30 s', async () => {
  answers = [problem('platform-full'), opening]
  await open()
  expect(screen.getByText(/Trop de salles/)).toBeTruthy()
  expect(screen.getByText('Nouvelle tentative dans 30 s.')).toBeTruthy()
  await pass(29_000)
  expect(asked).toHaveLength(1)
  await pass(1_500)
  expect(asked).toHaveLength(2)
})

test('O8 O9 a full establishment says its number, and who holds its places to those who may know', async () => {
  const openRooms = [{ id: 'other', name: 'Physique 3B', openedBy: BRUNO }]
  answers = [problem('establishment-full', { limit: 8, openRooms, code: '4bf92f35' })]
  await open()
  const { textContent } = screen.getByRole('alert')
  expect(textContent).toContain('nombre maximum de salles ouvertes (8)')
  expect(textContent).toContain('Physique 3B, ouverte par Bruno Petit')
  expect(textContent).toContain('4bf92f35')
  await pass(60_000)
  expect(asked).toHaveLength(1)
  expect(tab.close).toHaveBeenCalled()
})

const WRITE = 'Écrire à Bruno Petit au sujet de la salle Physique 3B'
const known = problem('establishment-full', {
  limit: 8,
  openRooms: [
    { id: 'other', name: 'Physique 3B', openedBy: BRUNO },
    { id: 'mine', name: 'Chimie', openedBy: ADA },
  ],
})

test('O9 D17 who may know reads what will be written, and writes to who holds a place', async () => {
  answers = [known, () => new Response(null, { status: 202 })]
  await open()
  expect(screen.getAllByRole('button', { name: /^Écrire/ })).toHaveLength(1) // nobody writes to oneself
  fireEvent.click(screen.getByRole('button', { name: WRITE }))
  expect(screen.getByRole('dialog').textContent).toMatch(/Vous avez ouvert la salle.*Physique 3B/)
  expect(asked).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: 'Envoyer' }))
  await pass(50)
  expect(asked.at(-1)?.method).toBe('PUT')
  expect(asked.at(-1)?.url).toContain('/api/v1/rooms/room/place-requests/other')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByText('Message envoyé.')).toBe(document.activeElement)
})

test('O9 a message that was not taken says why, and may be given up', async () => {
  const tooMany = 'Vous pouvez écrire pour 10 salles par jour.'
  answers = [known, () => Response.json({ title: 'Non', detail: tooMany }, { status: 429 })]
  await open()
  fireEvent.click(screen.getByRole('button', { name: WRITE }))
  fireEvent.click(screen.getByRole('button', { name: 'Envoyer' }))
  await pass(50)
  expect(screen.getByText(tooMany)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Annuler' }))
  await pass(50)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(button(WRITE)).not.toBeNull()
})

const full = problem('establishment-full', { limit: 8 })
const watching = () => Response.json({ until: '2026-03-02T17:04:00Z' })
const vacancy = { room: 'room', establishment: SCHOOL.id, at: '2026-03-02T09:10:00Z' }
const WATCH = 'Prévenez-moi quand une place se libère'

test('O8 where no place is left one may ask to be told of one; nothing more is promised', async () => {
  answers = [full, watching]
  await open()
  fireEvent.click(screen.getByRole('button', { name: WATCH }))
  await pass(1)
  expect(asked.at(-1)?.url).toContain('/api/v1/rooms/room/vacancy-watch')
  const said = screen.getByText(/C’est noté/)
  expect(said.textContent).toContain('avant 18:04')
  expect(said.textContent).toContain('Aucune place n’est réservée')
  expect(document.activeElement).toBe(said)
  expect(button(WATCH)).toBeNull()
})

test('O8 a wish that could not be noted says so, and may be tried again', async () => {
  answers = [full, () => Response.json({ title: 'Occupé' }, { status: 503 })]
  await open()
  fireEvent.click(screen.getByRole('button', { name: WATCH }))
  await pass(1)
  expect(screen.getAllByRole('alert')).toHaveLength(2)
  expect(button(WATCH)).not.toBeNull()
})

test('O8 a place that comes free takes the refusal’s place, and is told once', async () => {
  answers = [full, watching, full]
  const { client } = show(<PrimaryActions room={aRoom()} />)
  client.setQueryData(['rooms'], [aRoom()])
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(1)
  fireEvent.click(screen.getByRole('button', { name: WATCH }))
  await pass(1)
  act(() => learnOfVacancy(client, vacancy))
  act(() => learnOfVacancy(client, vacancy)) // by a line that was lost and taken up
  await pass(1)
  expect(status()).toBe('Une place s’est libérée\u00a0: vous pouvez essayer d’ouvrir «\u00a0Maths 3B\u00a0».')
  expect(screen.getByText(/Elle n’est pas réservée/)).toBeTruthy()
  expect(screen.queryByText(/nombre maximum/)).toBeNull()

  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(1)
  expect(screen.getByText(/nombre maximum/)).toBeTruthy()
  expect(screen.queryByText(/Elle n’est pas réservée/)).toBeNull()
  act(() => learnOfVacancy(client, vacancy))
  await pass(1)
  expect(screen.getByText(/nombre maximum/)).toBeTruthy()
})

test('O8 a place that comes free elsewhere changes nothing here', async () => {
  answers = [full]
  const { client } = show(<PrimaryActions room={aRoom()} />)
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(1)
  act(() => learnOfVacancy(client, { ...vacancy, establishment: 'other', room: 'other' }))
  await pass(1)
  expect(screen.getByText(/nombre maximum/)).toBeTruthy()
})

test('S35 who was second is told who opened it, and offered to join', async () => {
  const theirs = { ...openingRoom, opening: { ...requested, by: BRUNO } }
  answers = [() => Response.json(theirs)]
  const told = await open()
  told(anOpenRoom({ version: 4 }))
  expect(status()).toBe('Bruno Petit vient d’ouvrir cette salle.')
  expect(document.activeElement).toBe(button('Rejoindre la salle'))
})

test('S26 after ten seconds an opening may be called off', async () => {
  show(<PrimaryActions room={openingRoom} />)
  expect(button('Annuler')).toBeNull()
  await pass(11_000)
  expect(button('Annuler')).not.toBeNull()
  expect(status()).toContain('plus long que d’habitude')
})

test('S28 a closing that takes long is said to go on; the room is never shown open again', async () => {
  show(<PrimaryActions room={anOpenRoom({ status: 'CLOSING' })} />)
  await pass(11_000)
  expect(status()).toContain('nous continuons d’essayer')
  expect(button('Rejoindre la salle')).toBeNull()
})
