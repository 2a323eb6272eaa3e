import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import type { LiveRoom } from '../api/shapes'
import en from '../locales/en.json'
import fr from '../locales/fr.json'
import { ADA, BRUNO, show, TEN } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import OpsPage from './OpsPage'
import { auditFile } from './queries'

const room = {
  id: 'r1',
  name: 'Maths 3B',
  establishment: { id: 'C1', name: 'Collège Jean-Moulin' },
  owner: ADA,
  status: 'OPEN',
  openedBy: BRUNO,
  since: TEN,
  people: 9,
  moderators: 1,
  stream: 'LIVE',
  streamHost: 'tube.example.org',
}
const other = { ...room, id: 'r2', name: 'Éco', people: 100, stream: null, streamHost: null }

const school = {
  id: 'C1',
  name: 'Collège Jean-Moulin',
  rules: {
    publicLinks: true,
    externalInvitations: false,
    openRooms: 8,
    streamHosts: ['tube.example.org'],
  },
  own: true,
  version: 2,
  openRooms: 3,
  people: 40,
  streams: 1,
}

const told = (prefix: string, properties: object) => ({
  contexts: { it: { beans: { [`${prefix}-webconference.Some`]: { prefix, properties } } } },
})

const server = aServer({
  'GET /api/v1/ops/rooms': { rooms: [room, other] },
  'GET /api/v1/ops/all-rooms': {
    rooms: [
      {
        id: 'r9',
        name: 'Ancienne',
        establishment: null,
        owner: { id: 'left', name: 'Paul Parti' },
        status: 'CLOSED',
        people: 0,
        lastUsedAt: null,
      },
    ],
  },
  'POST /api/v1/ops/rooms/r9/delete': () => undefined,
  'POST /api/v1/ops/all-rooms': { id: 'new', status: 'CLOSED' },
  'POST /api/v1/ops/rooms/r1/close': () => undefined,
  'POST /api/v1/ops/rooms/r1/delete': () => undefined,
  'GET /api/v1/ops/audit': {
    lines: [
      {
        line: 7,
        at: TEN,
        who: BRUNO,
        erased: false,
        trace: null,
        what: 'INVITE',
        result: 'REFUSED',
        as: 'MODERATOR',
        address: '192.0.2.1',
        room: 'r1',
        establishment: 'C1',
        detail: '',
      },
    ],
    more: false,
    chain: { at: TEN, lines: 7, intact: true, finding: '' },
  },
  'GET /api/v1/ops/configuration/rooms': told('rules', { publicLinks: true }),
  'GET /api/v1/ops/configuration/meetings': told('bbb', { servers: [{ secret: '******' }] }),
  'GET /api/v1/ops/configuration/streams': () => aProblem(503, { title: 'Service indisponible' }),
  'GET /api/v1/ops/configuration/notifications': told('mail', { host: 'smtp.example.org' }),
  'GET /api/v1/ops/establishments': { establishments: [school], more: false },
  'GET /api/v1/ops/establishments/C1/rules': school,
  'POST /api/v1/ops/establishments/C1/rules/preview': {
    wouldBeRefused: [{ room: 'r1', name: 'Maths 3B', why: 'PUBLIC_LINK' }],
  },
  'PUT /api/v1/ops/establishments/C1/rules': { ...school, version: 3 },
  'GET /api/v1/directory': {
    groups: [],
    people: [{ ...BRUNO, profile: 'TEACHER', establishment: null, left: false }],
    favourites: [],
    more: false,
    asOf: null,
    stale: false,
  },
  'POST /api/v1/ops/people/bruno/erasure': () => undefined,
})

const open = (page: string, me: object = { admin: true, referentOf: [] }) => {
  const user = userEvent.setup()
  const { client, again } = show(<></>, `/exploitation/${page}`)
  client.setQueryData(['me'], { ...ADA, establishments: [], mayCreate: true, ...me })
  again(
    <Routes>
      <Route path="exploitation/:page?" element={<OpsPage />} />
    </Routes>,
  )
  return user
}
const firstCells = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)

test('D18 who looks after nothing sees nothing of it', () => {
  open('reunions', { admin: false, referentOf: [] })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Cette page n’existe pas')
  expect(server.asked('GET /api/v1/ops/rooms')).toHaveLength(0)
})

test('who looks after a school sees its pages, but erases nobody', () => {
  open('reunions', { admin: false, referentOf: ['C1'] })
  const menu = screen.getByRole('navigation', { name: 'Exploitation' })
  expect(
    within(menu)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Réunions en cours', 'Invitations', 'Quotas et hôtes RTMP', 'Journal d’audit'])
})

test('O9 the meetings are sorted by their headers, which say how', async () => {
  const user = open('reunions')
  await screen.findByText('Maths 3B')
  await user.click(screen.getByRole('button', { name: 'Personnes' }))
  const header = () => screen.getByRole('columnheader', { name: 'Personnes' })
  expect(header().getAttribute('aria-sort')).toBe('ascending')
  expect(firstCells()).toEqual(['Maths 3B', 'Éco'])
  await user.click(screen.getByRole('button', { name: 'Personnes' }))
  expect(header().getAttribute('aria-sort')).toBe('descending')
  expect(firstCells()).toEqual(['Éco', 'Maths 3B'])
  await user.type(screen.getByRole('searchbox', { name: 'Filtrer le tableau' }), 'eco')
  expect(firstCells()).toEqual(['Éco'])
  expect(screen.getByText('1 ligne')).toBeTruthy()
})

test('every state that a stream can be in has words', () => {
  const states: Record<NonNullable<LiveRoom['stream']>, true> = {
    REQUESTED: true,
    QUEUED: true,
    JOINING: true,
    AWAITING_ADMISSION: true,
    CONNECTING: true,
    LIVE: true,
    PAUSED: true,
    INTERRUPTED: true,
    STOPPING: true,
    ENDED: true,
  }
  for (const words of [fr, en]) {
    expect(Object.keys(words.ops.stream).sort()).toEqual(Object.keys(states).sort())
  }
})

test('somebody else’s meeting is closed only with a reason', async () => {
  const user = open('reunions')
  await user.click(await screen.findByRole('button', { name: 'Fermer la salle Maths 3B' }))
  const asking = screen.getByRole('alertdialog')
  const confirm = within(asking).getByRole('button', { name: 'Fermer la salle' })
  await user.click(confirm)
  expect(within(asking).getByText('Indiquez le motif.')).toBeTruthy()
  expect(server.asked('POST /api/v1/ops/rooms/r1/close')).toHaveLength(0)
  await user.type(within(asking).getByRole('textbox', { name: 'Motif' }), ' Oubliée ouverte ')
  await user.click(confirm)
  await waitFor(() =>
    expect(server.asked('POST /api/v1/ops/rooms/r1/close').map(({ body }) => body)).toEqual([
      { reason: 'Oubliée ouverte' },
    ]),
  )
  expect(screen.queryByRole('button', { name: 'Arrêter le stream de la salle Éco' })).toBeNull()
})

test('D18 a super admin deletes a room for a reason, and reads what stays before', async () => {
  const user = open('reunions')
  await user.click(await screen.findByRole('button', { name: 'Supprimer la salle Maths 3B' }))
  const asking = screen.getByRole('alertdialog')
  expect(asking.textContent).toContain('9 personnes sont connectées')
  expect(asking.textContent).toMatch(/Ce qui reste.*vidéos.*PeerTube.*messages.*audit/)
  const confirm = within(asking).getByRole('button', { name: 'Supprimer définitivement' })
  await user.click(confirm)
  expect(within(asking).getByText('Indiquez le motif.')).toBeTruthy()
  expect(server.asked('POST /api/v1/ops/rooms/r1/delete')).toHaveLength(0)
  await user.type(within(asking).getByRole('textbox', { name: 'Motif' }), 'Doublon')
  await user.click(confirm)
  await waitFor(() =>
    expect(server.asked('POST /api/v1/ops/rooms/r1/delete').map(({ body }) => body)).toEqual([
      { reason: 'Doublon' },
    ]),
  )
  expect(await screen.findByText(/Salle « Maths 3B » supprimée/)).toBeTruthy()
})

test('D18 a super admin finds the closed room of somebody who left, and deletes it', async () => {
  const user = open('salles')
  const field = await screen.findByRole('textbox', { name: /^Adresse de la salle/ })
  await user.type(field, 'pa')
  expect(screen.getByText('Cherchez une salle pour la voir ici, même fermée.')).toBeTruthy()
  expect(server.asked('GET /api/v1/ops/all-rooms')).toHaveLength(0)
  await user.type(field, 'rti')
  await user.click(await screen.findByRole('button', { name: 'Supprimer la salle Ancienne' }))
  const asking = screen.getByRole('alertdialog')
  expect(asking.textContent).toContain('La salle de Paul Parti')
  await user.type(within(asking).getByRole('textbox', { name: 'Motif' }), 'Propriétaire parti')
  await user.click(within(asking).getByRole('button', { name: 'Supprimer définitivement' }))
  expect(await screen.findByText(/Salle « Ancienne » supprimée/)).toBeTruthy()
  expect(server.asked('POST /api/v1/ops/rooms/r9/delete')).toHaveLength(1)
})

test('D18 a super admin makes a room for a teacher, who is named first', async () => {
  const user = open('salles')
  await user.click(await screen.findByRole('button', { name: 'Créer une salle pour quelqu’un' }))
  const dialog = within(screen.getByRole('dialog'))
  const make = dialog.getByRole('button', { name: 'Créer la salle' })
  await user.click(make)
  expect(dialog.getByText('Choisissez le propriétaire de la salle.')).toBeTruthy()
  expect(dialog.getByText('Donnez un nom à la salle.')).toBeTruthy()
  await user.type(dialog.getByRole('combobox', { name: /Propriétaire/ }), 'br')
  await user.click(await screen.findByRole('option', { name: 'Bruno Petit' }))
  await user.type(dialog.getByRole('textbox', { name: 'Nom de la salle' }), 'Pour lui')
  await user.click(make)
  expect(await screen.findByText(/Salle « Pour lui » créée pour Bruno Petit/)).toBeTruthy()
  expect(server.asked('POST /api/v1/ops/all-rooms').map(({ body }) => body)).toEqual([
    { owner: 'bruno', name: 'Pour lui' },
  ])
})

test('D18 who looks after a school deletes nobody’s room', async () => {
  open('reunions', { admin: false, referentOf: ['C1'] })
  await screen.findByText('Maths 3B')
  expect(screen.queryByRole('button', { name: /^Supprimer/ })).toBeNull()
})

test('O8 before rules are kept, what they would refuse is told', async () => {
  const user = open('regles')
  await user.click(
    await screen.findByRole('button', { name: 'Modifier les règles de Collège Jean-Moulin' }),
  )
  await user.click(await screen.findByRole('checkbox', { name: 'Permettre les liens publics' }))
  expect(await screen.findByText(/Le lien public de la salle « Maths 3B »/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
  await waitFor(() =>
    expect(server.asked('PUT /api/v1/ops/establishments/C1/rules').map(({ body }) => body)).toEqual(
      [
        {
          publicLinks: false,
          externalInvitations: false,
          openRooms: 8,
          streamHosts: ['tube.example.org'],
          version: 2,
        },
      ],
    ),
  )
})

test('O33 a school is shown with its code, and all codes are there to be exported', async () => {
  open('regles')
  expect(await screen.findByRole('cell', { name: 'C1' })).toBeTruthy()
  const all = screen.getByRole('link', { name: 'Exporter tous les codes UAI (CSV)' })
  expect(all.getAttribute('href')).toBe('/api/v1/ops/establishments.csv')
})

test('O8 O11 a limit that is no number and a host that is none are not sent', async () => {
  const user = open('regles')
  await user.click(
    await screen.findByRole('button', { name: 'Modifier les règles de Collège Jean-Moulin' }),
  )
  await user.clear(await screen.findByRole('textbox', { name: 'Salles ouvertes en même temps' }))
  await user.type(screen.getByRole('textbox', { name: 'Salles ouvertes en même temps' }), 'huit')
  await user.type(
    screen.getByRole('textbox', { name: 'Serveurs de diffusion autorisés' }),
    '\nrtmp://x/y',
  )
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
  expect(screen.getByText('Indiquez un nombre entier, ou laissez vide.')).toBeTruthy()
  expect(screen.getByText(/Chaque ligne doit être un nom de serveur/)).toBeTruthy()
  expect(server.asked('PUT /api/v1/ops/establishments/C1/rules')).toHaveLength(0)
})

test('O32 an administrator reads how the services are set, without the secrets, though one is away', async () => {
  open('configuration')
  await screen.findByRole('rowheader', { name: 'mail.host' })
  expect(firstCells()).toEqual(['bbb.servers[0].secret', 'mail.host', 'rules.public-links'])
  expect(screen.getByRole('row', { name: /bbb\.servers\[0\]\.secret meeting-service masqué/ })).toBeTruthy()
  expect(screen.getByText(/réglages de streaming-service manquent/)).toBeTruthy()
  expect(screen.getByText('Service indisponible')).toBeTruthy()
})

test('O32 who looks after a school has no such page', () => {
  open('configuration', { admin: false, referentOf: ['C1'] })
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.queryByRole('link', { name: 'Configuration' })).toBeNull()
})

test('the audit is read, searched and exported, never changed', async () => {
  const user = open('audit')
  expect(await screen.findByRole('cell', { name: 'Refusé' })).toBeTruthy()
  expect(screen.getByText(/7 lignes, telles qu’elles ont été écrites/)).toBeTruthy()
  expect(screen.getByRole('cell', { name: 'Inviter (Modérateur)' })).toBeTruthy()
  await user.type(screen.getByRole('combobox', { name: 'Personne' }), 'br')
  await user.click(await screen.findByRole('option', { name: 'Bruno Petit' }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Action' }), 'Inviter')
  const room = screen.getByRole('textbox', { name: 'Adresse de la salle' })
  await user.type(room, 'Maths 3B')
  await user.click(screen.getByRole('button', { name: 'Rechercher' }))
  expect(screen.getByText(/Collez l’adresse de la salle/)).toBeTruthy()
  expect(document.activeElement).toBe(room)
  await user.clear(room)
  await user.type(room, 'https://ent.example.org/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11/rejoindre')
  await user.click(screen.getByRole('button', { name: 'Rechercher' }))
  const file = screen.getByRole('link', { name: 'Exporter tout le résultat (CSV)' })
  expect(file.getAttribute('href')).toBe(
    '/api/v1/ops/audit.csv?who=bruno&what=INVITE&room=7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11',
  )
  expect(auditFile({ who: '', what: '', room: '', from: '', to: '' })).toBe('/api/v1/ops/audit.csv')
})

test('a person is erased only once their name is typed', async () => {
  const user = open('effacement')
  await user.type(screen.getByRole('combobox', { name: 'Personne à effacer' }), 'br')
  await user.click(await screen.findByRole('option', { name: 'Bruno Petit' }))
  const asking = await screen.findByRole('alertdialog')
  const erase = within(asking).getByRole('button', { name: 'Effacer définitivement' })
  await user.type(within(asking).getByRole('textbox'), 'Bruno')
  await user.click(erase)
  expect(within(asking).getByText('Le nom saisi n’est pas celui de la personne.')).toBeTruthy()
  expect(server.asked('POST /api/v1/ops/people/bruno/erasure')).toHaveLength(0)
  await user.type(within(asking).getByRole('textbox'), ' Petit')
  await user.click(erase)
  await waitFor(() => expect(server.asked('POST /api/v1/ops/people/bruno/erasure')).toHaveLength(1))
})
