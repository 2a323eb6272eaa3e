import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import type { DeadLetter } from '../api/shapes'
import { anAccount, show, TEN } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import { serverNow } from '../ui/time'
import OpsPage from './OpsPage'

const hoursAgo = (hours: number) => new Date(serverNow() - hours * 3_600_000).toISOString()

const letter: DeadLetter = {
  id: 12,
  at: hoursAgo(3),
  type: 'StreamRequested',
  event: '3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21/1',
  topic: 'streams.v1',
  consumer: 'room-service',
  room: { id: 'r1', name: 'Maths 3B' },
  tries: 4,
  error: 'org.springframework.jdbc.UncategorizedSQLException',
}
const older: DeadLetter = {
  ...letter,
  id: 7,
  at: hoursAgo(50),
  type: 'RoomOpened',
  consumer: 'meeting-service',
  room: { id: 'r2', name: null },
}
const LETTERS = 'GET /api/v1/ops/dead-letters'
const REPLAYS = 'POST /api/v1/ops/dead-letters/replays'
const none = { letters: [], open: 0, more: false, lastSettledAt: TEN }

const server = aServer({
  [LETTERS]: { letters: [letter, older], open: 2, more: false, lastSettledAt: null },
  'GET /api/v1/ops/dead-letters/12': {
    letter,
    content: '{\n  "run" : "3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21",\n  "host" : "•••"\n}',
  },
  'GET /api/v1/ops/dead-letters/7': { letter: older, content: null },
  [REPLAYS]: { replayed: 1, gone: 0 },
  'POST /api/v1/ops/dead-letters/12/abandonment': () => undefined,
})

const open = (me: object = { admin: true }) => {
  const user = userEvent.setup()
  const { client, again } = show(<></>, '/exploitation/echecs')
  client.setQueryData(['me'], { ...anAccount, ...me })
  again(
    <Routes>
      <Route path="exploitation/:page?" element={<OpsPage />} />
    </Routes>,
  )
  return user
}
const row = (name: RegExp) => screen.findByRole('row', { name })
const focusIsOnTheTable = () =>
  waitFor(() =>
    expect(document.activeElement).toBe(
      screen.getByRole('region', { name: 'Événements en échec' }),
    ),
  )
const sent = (what: string) => server.asked(what).map(({ body }) => body)

test('P23 who looks after a school sees nothing of failed events', () => {
  open({ referentOf: ['C1'] })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Cette page n’existe pas')
  expect(server.asked(LETTERS)).toHaveLength(0)
})

test('F12 each failed event is told with its service, room, tries, error and age', async () => {
  open()
  const told = await row(/StreamRequested/)
  const said = ['room-service', 'Maths 3B', '4', 'UncategorizedSQLException', /^3\sheures$/]
  for (const words of said) {
    expect(within(told).getByRole('cell', { name: words })).toBeTruthy()
  }
  expect(within(await row(/RoomOpened/)).getByRole('cell', { name: 'r2' })).toBeTruthy()
  expect(screen.getByRole('columnheader', { name: 'Quand' }).getAttribute('aria-sort')).toBe(
    'descending',
  )
})

test('F12 the menu says how many there are', async () => {
  open()
  const menu = screen.getByRole('navigation', { name: 'Exploitation' })
  expect(await within(menu).findByRole('link', { name: '2 événements en échec' })).toBeTruthy()
})

test('where there is none, the last that was resolved is told', async () => {
  server.answers({ [LETTERS]: none })
  open()
  expect(
    await screen.findByText(/^Rien à traiter — dernier échec résolu le 2 mars 2026, 10:04/),
  ).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Événements en échec' })).toBeTruthy()
})

test('P23 one is replayed and leaves the list', async () => {
  const user = open()
  const told = await row(/StreamRequested/)
  server.answers({ [LETTERS]: none })
  await user.click(within(told).getByRole('button', { name: /^Rejouer StreamRequested du / }))
  await screen.findByText('1 événement rejoué')
  expect(sent(REPLAYS)).toEqual([{ letters: [12] }])
  await waitFor(() => expect(screen.queryByRole('row', { name: /StreamRequested/ })).toBeNull())
  await focusIsOnTheTable()
})

test('P23 a selection is replayed at once; what is kept no longer is said', async () => {
  server.answers({ [REPLAYS]: { replayed: 1, gone: 1 } })
  const user = open()
  await row(/StreamRequested/)
  expect(screen.queryByRole('button', { name: /Rejouer la sélection/ })).toBeNull()
  await user.click(screen.getByRole('checkbox', { name: /^Tout sélectionner/ }))
  await user.click(screen.getByRole('button', { name: 'Rejouer la sélection (2)' }))
  await screen.findByText(/1 événement n’est plus conservé/)
  expect(sent(REPLAYS)).toEqual([{ letters: [12, 7] }])
  expect(screen.queryByRole('button', { name: /Rejouer la sélection/ })).toBeNull()
})

test('of a hundred and more, all that are chosen at once are a hundred', async () => {
  const letters = Array.from({ length: 101 }, (_, index) => ({ ...letter, id: 500 - index }))
  server.answers({ [LETTERS]: { letters, open: 101, more: false, lastSettledAt: null } })
  const user = open()
  await user.click(await screen.findByRole('checkbox', { name: /^Tout sélectionner/ }))
  const replay = screen.getByRole<HTMLButtonElement>('button', {
    name: 'Rejouer la sélection (100)',
  })
  expect(replay.disabled).toBe(false)
  await user.click(screen.getAllByRole('checkbox').at(-1)!)
  expect(replay.disabled).toBe(true)
  expect(screen.getByText('100 événements au plus à la fois.')).toBeTruthy()
})

test('P23 what it says is shown masked; what cannot be read is said', async () => {
  const user = open()
  await user.click(await screen.findByRole('button', { name: /^Voir StreamRequested du / }))
  const shown = screen.getByRole('dialog', { name: 'StreamRequested' })
  expect(await within(shown).findByText(/"host" : "•••"/)).toBeTruthy()
  expect(within(shown).getByText(letter.error)).toBeTruthy()
  await user.click(within(shown).getByRole('button', { name: 'Fermer' }))
  await user.click(screen.getByRole('button', { name: /^Voir RoomOpened du / }))
  expect(await screen.findByText(/Le contenu est illisible/)).toBeTruthy()
})

test('P23 one is given up only for a reason', async () => {
  const user = open()
  await user.click(await screen.findByRole('button', { name: /^Abandonner StreamRequested du / }))
  const asking = screen.getByRole('alertdialog')
  const confirm = within(asking).getByRole('button', { name: 'Abandonner' })
  await user.click(confirm)
  expect(within(asking).getByText('Indiquez le motif.')).toBeTruthy()
  expect(sent('POST /api/v1/ops/dead-letters/12/abandonment')).toEqual([])
  await user.type(within(asking).getByRole('textbox', { name: 'Motif' }), ' Réunion finie ')
  server.answers({ [LETTERS]: none })
  await user.click(confirm)
  await screen.findByText('Événement abandonné')
  expect(sent('POST /api/v1/ops/dead-letters/12/abandonment')).toEqual([
    { reason: 'Réunion finie' },
  ])
  await focusIsOnTheTable()
})

test('when Kafka is away that is said, and the list stays', async () => {
  server.answers({
    [REPLAYS]: () => aProblem(503, { detail: 'Réessayez dans un instant. Rien n’a été modifié.' }),
  })
  const user = open()
  await user.click(await screen.findByRole('button', { name: /^Rejouer StreamRequested du / }))
  expect(await screen.findByText(/Réessayez dans un instant/)).toBeTruthy()
  expect(await row(/StreamRequested/)).toBeTruthy()
})
