import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { History, PastOpening } from '../api/shapes'
import { ADA, aRoom, BRUNO, show } from '../testing/fixtures'
import HistoryPage from './HistoryPage'

let pages: History[]
let asked: URL[]

beforeEach(() => {
  asked = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    if (!(input instanceof Request)) return new Promise(() => {})
    const url = new URL(input.url)
    if (!url.pathname.endsWith('/history')) return Promise.resolve(Response.json({ rooms: [aRoom()] }))
    asked.push(url)
    return Promise.resolve(Response.json(pages[url.searchParams.has('before') ? 1 : 0]))
  })
})

afterEach(() => vi.restoreAllMocks())

const opening = (differences: Partial<PastOpening> = {}): PastOpening => ({
  id: crypto.randomUUID(),
  by: BRUNO,
  requestedAt: '2026-03-02T09:04:00Z',
  openedAt: '2026-03-02T09:04:00Z',
  endedAt: '2026-03-02T09:49:00Z',
  closeReason: 'CLOSED_BY_USER',
  closedBy: ADA,
  mostPeople: 23,
  runs: [],
  interventions: [],
  ...differences,
})

const come = () =>
  show(
    <Routes>
      <Route path="salles/:id/historique" element={<HistoryPage />} />
    </Routes>,
    '/salles/room/historique',
  )

test('O5 each session says when, who, how long, how many and how it ended', async () => {
  pages = [{ openings: [opening()], more: false }]
  come()
  const [, row] = await screen.findAllByRole('row')
  const cells = within(row!).getAllByRole('cell').map(({ textContent }) => textContent)
  expect(within(row!).getByRole('rowheader').textContent).toMatch(/^2 mars 2026.*10:04/)
  expect(cells).toEqual(['Bruno Petit', '45:00', '23', 'Salle ferméepar Ada Diallo'])
  expect(screen.getByRole('table', { name: 'Séances' })).toBeTruthy()
})

test('O5 what was ended from outside the room says by whom and why', async () => {
  const by = { id: 'ref', name: 'Rachid Ferhat' }
  const interventions = [{ what: 'CLOSE', by, at: '2026-03-02T09:49:00Z', reason: 'salle oubliée' }]
  pages = [{ openings: [opening({ interventions })], more: false }]
  come()
  expect(await screen.findByText(/Salle fermée par Rachid Ferhat à 10:49.*salle oubliée/)).toBeTruthy()
})

test('O5 earlier sessions are asked for when wanted, from where the list ends', async () => {
  pages = [
    { openings: [opening()], more: true },
    { openings: [opening({ requestedAt: '2026-01-05T09:00:00Z', openedAt: null })], more: false },
  ]
  come()
  await userEvent.click(await screen.findByRole('button', { name: 'Séances précédentes' }))
  expect(await screen.findByText('n’a pas pu être ouverte')).toBeTruthy()
  expect(asked.at(-1)?.searchParams.get('before')).toBe('2026-03-02T09:04:00Z')
  expect(screen.queryByRole('button', { name: 'Séances précédentes' })).toBeNull()
})

test('S76 videos are grouped by session, with the times that put the files in order', async () => {
  const run = {
    id: 'run',
    host: 'tube.example.org',
    requestedAt: '2026-03-02T09:05:00Z',
    liveSince: '2026-03-02T09:06:00Z',
    endedAt: '2026-03-02T09:49:00Z',
    endReason: 'NIGHTLY',
    liveSeconds: 2580,
  }
  pages = [{ openings: [opening({ runs: [run] })], more: false }]
  come()
  const videos = within(await screen.findByRole('region', { name: 'Vidéos' }))
  expect(videos.getByRole('link').getAttribute('href')).toBe('https://tube.example.org/my-library/videos')
  expect(videos.getByText(/^À 10:06.*43:00 en direct vers tube.example.org/).textContent).toContain(
    'arrêt de nuit',
  )
})

test('S76 a room without a past says so', async () => {
  pages = [{ openings: [], more: false }]
  come()
  expect(await screen.findByText('Aucune séance pour l’instant.')).toBeTruthy()
  expect(screen.getByText('Aucune diffusion pour l’instant.')).toBeTruthy()
})
