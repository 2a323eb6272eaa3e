import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { aRoom, ADA, BRUNO, show, TEN } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import { comeIntoView } from '../testing/view'
import ShareDialog from './ShareDialog'

const bruno = {
  ...BRUNO,
  kind: 'PERSON',
  role: 'MANAGER',
  profile: 'TEACHER',
  establishment: 'Collège Jean-Moulin',
  size: null,
  pupils: null,
  left: false,
  through: 'Équipe 3B',
}
const team = {
  kind: 'GROUP',
  id: 'team',
  name: 'Équipe 3B',
  role: 'MANAGER',
  profile: null,
  establishment: 'Collège Jean-Moulin',
  size: 6,
  pupils: 0,
  left: false,
  through: null,
}
const gone = { ...bruno, id: 'old', name: 'Paul Ancien', left: true, through: null }
const shares = { owner: ADA, sharesVersion: 4, shares: [bruno, team], changed: null }

const SHARES = '/api/v1/rooms/room/shares'
const server = aServer({
  [`GET ${SHARES}`]: shares,
  [`PUT ${SHARES}`]: aRoom({ version: 2 }),
  [`POST ${SHARES}/effect`]: { people: 31, pupils: 28, loseMyself: false },
  'GET /api/v1/favourites': {
    favourites: [
      {
        id: 'f1',
        name: 'Projet',
        size: 1,
        people: ['lea'],
        groups: [],
        members: {
          people: [
            { id: 'lea', name: 'Léa Roux', profile: 'TEACHER', establishment: null, left: false },
            { id: 'paul', name: 'Paul Ancien', profile: null, establishment: null, left: true },
          ],
          groups: [],
        },
      },
    ],
  },
  'GET /api/v1/directory': {
    groups: [{ id: '3b', name: '3B', size: 28, pupils: 28, establishment: 'Collège Jean-Moulin' }],
    people: [
      {
        id: 'm1',
        name: 'Marie Martin',
        profile: 'TEACHER',
        establishment: 'Collège Jean-Moulin',
        left: false,
      },
      {
        id: 'm2',
        name: 'Marie Martin',
        profile: 'PUPIL',
        establishment: 'Lycée Camus',
        left: false,
      },
    ],
    favourites: [{ id: 'f1', name: 'Projet', size: 1 }],
    more: true,
    asOf: '2026-03-01T02:00:00Z',
    stale: true,
  },
  'POST /api/v1/favourites': {
    id: 'f2',
    name: 'Équipe',
    size: 7,
    members: { people: [], groups: [] },
  },
})

const open = async () => {
  const user = userEvent.setup()
  show(<ShareDialog room={aRoom()} />, '/salles/room?action=partager')
  await screen.findByText('Bruno Petit')
  return user
}
const save = () => screen.getByRole('button', { name: 'Enregistrer' })
const sent = () => server.asked(`PUT ${SHARES}`).map(({ body }) => body)
const search = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
  await user.type(
    screen.getByRole('combobox', { name: 'Ajouter des personnes ou des groupes' }),
    text,
  )
}

test('O14 whoever reads the list to its end is shown more of it', async () => {
  const user = await open()
  await search(user, 'ma')
  await screen.findAllByRole('option', { name: 'Marie Martin' })
  const asked = () => server.asked('GET /api/v1/directory').map(({ query }) => query.get('limit'))
  expect(asked()).toEqual([null])
  act(comeIntoView)
  await waitFor(() => expect(asked()).toEqual([null, '50']))
})

test('S45 what is found is grouped, and two of the same name are told apart', async () => {
  const user = await open()
  await search(user, 'ma')
  const options = await screen.findAllByRole('option', { name: 'Marie Martin' })
  expect(options.map((option) => option.textContent)).toEqual([
    'Marie MartinEnseignant · Collège Jean-Moulin',
    'Marie MartinÉlève · Lycée Camus',
  ])
  expect(screen.getByRole('option', { name: '3B' }).textContent).toContain(
    '28 membres · dont 28 élèves',
  )
  for (const title of ['Groupes', 'Personnes', 'Favoris de partage']) {
    expect(screen.getByRole('group', { name: title })).toBeTruthy()
  }
  expect(screen.getByText(/D’autres résultats existent/)).toBeTruthy()
  expect(
    screen.getByText(/L’annuaire n’a pas pu être mis à jour depuis le 1 mars 2026/),
  ).toBeTruthy()
})

test('S45 a group of pupils is warned of, and its role can be chosen before saving', async () => {
  const user = await open()
  await search(user, '3b')
  await user.click(await screen.findByRole('option', { name: '3B' }))
  expect(screen.getByText('Ce groupe contient 28 élèves. En faire des modérateurs ?')).toBeTruthy()
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Rôle de 3B' }), 'MANAGER')
  expect(
    screen.getByText('Ce groupe contient 28 élèves. En faire des gestionnaires ?'),
  ).toBeTruthy()
  await screen.findByText(/31 personnes pourront ouvrir cette salle/)
  await user.click(save())
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toMatchObject({
    sharesVersion: 4,
    shares: [
      { kind: 'PERSON', id: 'bruno', role: 'MANAGER' },
      { kind: 'GROUP', id: 'team', role: 'MANAGER' },
      { kind: 'GROUP', id: '3b', role: 'MANAGER' },
    ],
  })
})

test('S45 a role given twice is told; who left has no role to choose and can be removed', async () => {
  server.answers({ [`GET ${SHARES}`]: { ...shares, shares: [bruno, team, gone] } })
  const user = await open()
  expect(screen.getByText('déjà Gestionnaire par le groupe Équipe 3B')).toBeTruthy()
  expect(screen.getByText(/compte désactivé/)).toBeTruthy()
  expect(screen.queryByRole('combobox', { name: 'Rôle de Paul Ancien' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Retirer Paul Ancien' }))
  expect(screen.queryByText('Paul Ancien')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Retirer Équipe 3B' }))
})

test('S48 who removes himself is asked first', async () => {
  server.answers({ [`POST ${SHARES}/effect`]: { people: 3, pupils: 0, loseMyself: true } })
  const user = await open()
  await screen.findByText('3 personnes pourront ouvrir cette salle.')
  await user.click(save())
  expect(sent()).toHaveLength(0)
  const asking = screen.getByRole('alertdialog')
  expect(asking.textContent).toContain('Vous ne verrez plus cette salle.')
  await user.click(within(asking).getByRole('button', { name: 'Me retirer' }))
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toMatchObject({ leaveRoom: true })
})

test('S48 where only the server knew that one would lose the room, one is asked too', async () => {
  server.answers({
    [`POST ${SHARES}/effect`]: () => aProblem(503, { title: 'Non' }),
    [`PUT ${SHARES}`]: () => aProblem(409, { type: 'urn:problem:would-lose-room', title: 'Non' }),
  })
  const user = await open()
  expect(screen.getByText('Jusqu’à 8 personnes pourront ouvrir cette salle.')).toBeTruthy()
  await user.click(save())
  expect((await screen.findByRole('alertdialog')).textContent).toContain(
    'Vous ne verrez plus cette salle.',
  )
})

const stale = {
  type: 'urn:problem:stale-shares',
  title: 'Modifié',
  currentShares: {
    ...shares,
    sharesVersion: 5,
    changed: { by: BRUNO, at: TEN },
    shares: [team, { ...gone, left: false, id: 'new', name: 'Nour' }],
  },
}

test('S48 changed by somebody else: both lists are shown, and mine can be kept', async () => {
  server.answers({ [`PUT ${SHARES}`]: () => aProblem(409, stale) })
  const user = await open()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Rôle de Équipe 3B' }), 'MODERATOR')
  await user.click(save())
  expect(screen.getByRole('alert').textContent).toContain('Bruno Petit a modifié le partage (2 mars 2026, 10:04')
  const table = await screen.findByRole('table')
  expect(
    within(table)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([
    'Personne ou groupeLes vôtresEnregistrées',
    'Bruno PetitGestionnairepas dans la liste',
    'Équipe 3BModérateurGestionnaire',
    'Nourpas dans la listeGestionnaire',
  ])
  server.answers({ [`PUT ${SHARES}`]: aRoom({ version: 2 }) })
  await user.click(screen.getByRole('button', { name: 'Garder les miennes' }))
  await waitFor(() => expect(sent()).toHaveLength(2))
  expect(sent()[1]).toMatchObject({ sharesVersion: 5 })
})

test('S48 changed by somebody else: theirs can be taken, and nothing is sent', async () => {
  server.answers({ [`PUT ${SHARES}`]: () => aProblem(409, stale) })
  const user = await open()
  await user.click(screen.getByRole('button', { name: 'Retirer Équipe 3B' }))
  await user.click(save())
  await user.click(await screen.findByRole('button', { name: 'Prendre celles enregistrées' }))
  expect(await screen.findByText('Nour')).toBeTruthy()
  expect(screen.queryByText('Bruno Petit')).toBeNull()
  expect(sent()).toHaveLength(1)
})

test('S45 without the directory what is shared already can be changed', async () => {
  server.answers({ 'GET /api/v1/directory': () => aProblem(400, { title: 'Non' }) })
  const user = await open()
  await search(user, 'ma')
  expect(await screen.findByText(/L’annuaire ne répond pas/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Retirer Bruno Petit' }))
  await user.click(save())
  await waitFor(() => expect(sent()).toHaveLength(1))
})

test('O14 O29 a favourite is put in with one choice, and the list kept as another', async () => {
  const user = await open()
  await search(user, 'pro')
  await user.click(await screen.findByRole('option', { name: 'Projet' }))
  expect(await screen.findByRole('combobox', { name: 'Rôle de Léa Roux' })).toBeTruthy()
  await user.click(screen.getByText('Favoris de partage'))
  const keep = screen.getByRole('button', { name: 'Enregistrer le favori' })
  await user.click(keep)
  expect(screen.getByText('Donnez un nom au favori.')).toBeTruthy()
  await user.type(screen.getByRole('textbox', { name: /Enregistrer la liste/ }), ' Équipe ')
  await user.click(keep)
  await screen.findByText('Favori « Équipe » enregistré')
  expect(server.asked('POST /api/v1/favourites').map(({ body }) => body)).toEqual([
    { name: 'Équipe', people: ['bruno', 'lea'], groups: ['team'] },
  ])
})

test('in a favourite, a disabled account is said to be one', async () => {
  const user = await open()
  await user.click(screen.getByText('Favoris de partage'))
  expect(await screen.findByText('Léa Roux, Paul Ancien (compte désactivé)')).toBeTruthy()
})
