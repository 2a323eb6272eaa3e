import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import type { InvitationView } from '../api/shapes'
import { ADA, aRoom, SCHOOL, show, TEN } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import InviteDialog from './InviteDialog'
import { learnOfInvitation } from './progress'

const INVITATIONS = '/api/v1/rooms/room/invitations'
const pending: InvitationView = {
  id: 'i1',
  sentAt: TEN,
  by: ADA,
  subject: 'Cours',
  counts: { pending: 3, delivered: 0, failed: 0 },
  meeting: null,
  version: 1,
  recipients: [
    { id: 'zoe', name: 'Zoé Bernard', status: 'PENDING', reason: null, left: false },
    { id: 'lea', name: 'Léa Roux', status: 'PENDING', reason: null, left: false },
    { id: 'max', name: 'Max Petit', status: 'PENDING', reason: null, left: false },
  ],
}
const settled: InvitationView = {
  ...pending,
  version: 9,
  counts: { pending: 0, delivered: 2, failed: 1 },
  recipients: [
    { id: 'zoe', name: 'Zoé Bernard', status: 'DELIVERED', reason: null, left: false },
    { id: 'lea', name: 'Léa Roux', status: 'DELIVERED', reason: null, left: false },
    { id: 'max', name: 'Max Petit', status: 'FAILED', reason: 'MAILBOX_FULL', left: false },
  ],
}

const server = aServer({
  'GET /api/v1/config': { streamHosts: [], invitations: { most: 200, external: true } },
  'GET /api/v1/directory': {
    groups: [{ id: '3b', name: '3B', size: 28, pupils: 28, establishment: null }],
    people: [
      { id: 'zoe', name: 'Zoé Bernard', profile: 'PUPIL', establishment: null, left: false },
    ],
    favourites: [{ id: 'f1', name: 'Projet', size: 4 }],
    more: false,
    asOf: null,
    stale: false,
  },
  [`POST ${INVITATIONS}/preview`]: {
    subject: 'Cours',
    html: '<p>Bonjour</p>',
    text: 'Bonjour',
    people: 30,
  },
  [`POST ${INVITATIONS}`]: () => Response.json(pending, { status: 201 }),
  [`GET ${INVITATIONS}/i1`]: pending,
})

beforeEach(() => {
  document.execCommand = () => true // jsdom has no editing
  document.queryCommandState = () => false
})

const open = (room = aRoom()) => {
  const user = userEvent.setup()
  return { user, ...show(<InviteDialog room={room} />, '/salles/room?action=inviter') }
}
const guests = { link: 'http://localhost:8080/p/unguessable', wait: true, code: null }
type User = ReturnType<typeof userEvent.setup>
const send = () => screen.getByRole('button', { name: 'Envoyer' })
const sent = () => server.asked(`POST ${INVITATIONS}`)
const choose = async (user: User, text: string, option: string) => {
  await user.click(screen.getByLabelText('Destinataires'))
  await user.paste(text)
  await user.click(await screen.findByRole('option', { name: option }))
  await screen.findByRole('textbox', { name: 'Objet' }) // the list has gone from over it
}

test('S39 subject and message are filled in, the room’s link as one piece', () => {
  open()
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Objet' }).value).toContain(
    'Maths 3B',
  )
  const message = screen.getByRole('textbox', { name: 'Message' })
  expect(message.textContent).toContain('Ada Diallo')
  const link = message.querySelector('a')!
  expect(link.textContent).toBe(aRoom().link)
  expect(link.contentEditable).toBe('false')
  const followed = link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  expect(followed).toBe(false) // what has been typed would be lost
})

test('S39 a click on the room’s link chooses it as one piece, and keys go into the message', async () => {
  const { user } = open()
  const message = screen.getByRole('textbox', { name: 'Message' })
  await user.click(message.querySelector('a')!)
  expect(document.activeElement).toBe(message)
  expect(getSelection()?.toString()).toBe(aRoom().link)
})

test('S41 nobody chosen: it is not sent, the field says why and has the focus', async () => {
  const { user } = open()
  await user.click(send())
  expect(sent()).toHaveLength(0)
  const search = screen.getByRole('combobox', { name: 'Destinataires' })
  await waitFor(() => expect(document.activeElement).toBe(search))
  expect(screen.getByRole('alert').textContent).toContain('Sélectionnez au moins un destinataire.')
})

test('S41 the link taken out is missed, and can be put back', async () => {
  const { user } = open()
  await choose(user, 'zo', 'Zoé Bernard')
  const message = screen.getByRole('textbox', { name: 'Message' })
  act(() => {
    message.querySelector('a')!.remove()
    message.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await user.click(send())
  expect(sent()).toHaveLength(0)
  expect(screen.getByRole('alert').textContent).toContain(
    'Le lien de la salle n’est plus dans le message.',
  )
  await user.click(screen.getByRole('button', { name: 'Remettre le lien' }))
  expect(message.querySelector('a')?.textContent).toBe(aRoom().link)
  await user.click(send())
  await waitFor(() => expect(sent()).toHaveLength(1))
})

test('S42 O14 people, groups, favourites and addresses are chips; the total counts each person once', async () => {
  const { user } = open(aRoom({ guests }))
  await choose(user, 'zo', 'Zoé Bernard')
  expect(screen.getByText('1 destinataire')).toBeTruthy()
  await choose(user, '3b', '3B')
  await choose(user, 'pro', 'Projet')
  await choose(user, 'Parent@Example.org', 'Parent@Example.org')
  const chips = screen.getByRole('list', { name: 'Destinataires choisis' })
  expect(
    within(chips)
      .getAllByRole('listitem')
      .map((chip) => chip.textContent),
  ).toEqual(['Zoé Bernard', '3B (28)', 'Projet (4)', 'Parent@Example.org'])
  expect(await screen.findByText('30 destinataires')).toBeTruthy()
  await user.click(send())
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]?.body).toMatchObject({
    people: ['zoe'],
    groups: ['3b'],
    favourites: ['f1'],
    addresses: ['parent@example.org'],
  })
  expect(sent()[0]?.headers.get('Idempotency-Key')).toBeTruthy()
})

test('D11 addresses from outside are not taken where the school does not allow them', async () => {
  server.answers({
    'GET /api/v1/config': { streamHosts: [], invitations: { most: 200, external: false } },
    'GET /api/v1/directory': {
      groups: [],
      people: [],
      favourites: [],
      more: false,
      asOf: null,
      stale: false,
    },
  })
  const { user } = open()
  await user.type(screen.getByRole('combobox', { name: 'Destinataires' }), 'parent@example.org')
  expect(await screen.findByText(/ne permet pas d’inviter des adresses extérieures/)).toBeTruthy()
  expect(screen.queryByRole('option', { name: 'parent@example.org' })).toBeNull()
})

test('S41 O1 who has no account is marked at once where the room has no public link, and nothing is sent', async () => {
  const { user } = open()
  await choose(user, 'zo', 'Zoé Bernard')
  expect(screen.queryByRole('alert')).toBeNull()
  await choose(user, 'parent@example.org', 'parent@example.org')
  expect(screen.getByRole('alert').textContent).toContain(
    'Cette personne n’a pas de compte\u00a0: activez d’abord le lien public de la salle.',
  )
  const marked = screen
    .getByRole('list', { name: 'Destinataires choisis' })
    .querySelectorAll('[data-refused]')
  expect([...marked].map((chip) => chip.textContent)).toEqual([
    expect.stringContaining('parent@example.org'),
  ])
  await user.click(send())
  expect(sent()).toHaveLength(0)
  await user.click(screen.getByRole('button', { name: /parent@example.org/ }))
  expect(screen.queryByRole('alert')).toBeNull()
  await user.click(send())
  await waitFor(() => expect(sent()).toHaveLength(1))
})

test('S41 O1 where the school forbids public links nobody is sent to turn one on', async () => {
  const user = userEvent.setup()
  show(<InviteDialog room={aRoom({ establishment: SCHOOL })} />, '/salles/room?action=inviter', {
    establishments: [{ ...SCHOOL, publicLinks: false }],
  })
  await choose(user, 'parent@example.org', 'parent@example.org')
  const said = screen.getByRole('alert').textContent
  expect(said).toContain('l’établissement de la salle n’autorise pas les liens publics')
  expect(said).not.toContain('activez')
})

test('S38 O1 the preview says which link people without an account get', async () => {
  const { user } = open(aRoom({ guests }))
  await user.click(screen.getByRole('tab', { name: 'Aperçu' }))
  await screen.findByTitle('Aperçu')
  expect(screen.queryByText(/à la place du lien de la salle/)).toBeNull()
  await user.click(screen.getByRole('tab', { name: 'Rédiger' }))
  await choose(user, 'parent@example.org', 'parent@example.org')
  await user.click(screen.getByRole('tab', { name: 'Aperçu' }))
  expect((await screen.findByText(/à la place du lien de la salle/)).textContent).toContain(
    guests.link,
  )
})

test('D11 more than the limit is said, and not sent', async () => {
  server.answers({
    [`POST ${INVITATIONS}/preview`]: { subject: 'Cours', html: '', text: '', people: 214 },
  })
  const { user } = open()
  await choose(user, '3b', '3B')
  await screen.findByText('214 destinataires, 200 au plus')
  await user.click(send())
  expect(sent()).toHaveLength(0)
  expect(screen.getByRole('alert').textContent).toContain(
    '214 destinataires choisis, 200 au plus par envoi\u00a0; choisissez moins de personnes.',
  )
})

test('S42 whom the server does not let be invited is marked; the others stay', async () => {
  const message = 'Personne ou groupe inconnu'
  server.answers({
    [`POST ${INVITATIONS}`]: () =>
      aProblem(422, { title: 'Non', errors: [{ field: 'recipients', message, value: 'zoe' }] }),
  })
  const { user } = open(aRoom({ guests }))
  await choose(user, 'zo', 'Zoé Bernard')
  await choose(user, 'parent@example.org', 'parent@example.org')
  await user.click(send())
  const chips = screen.getByRole('list', { name: 'Destinataires choisis' })
  await waitFor(() =>
    expect(chips.querySelector('[data-refused]')?.textContent).toContain('Zoé Bernard'),
  )
  expect(chips.querySelectorAll('[data-refused]')).toHaveLength(1)
  expect(screen.getByRole('alert').textContent).toContain(message)
})

test('an appointment is enclosed only if it is wanted, and checked', async () => {
  const { user } = open()
  await choose(user, 'zo', 'Zoé Bernard')
  await user.click(screen.getByRole('checkbox', { name: 'Joindre un rendez-vous' }))
  await user.click(send())
  expect(screen.getByRole('alert').textContent).toContain('Indiquez la date du rendez-vous.')
  await user.type(screen.getByLabelText('Date'), '2999-03-02')
  await user.type(screen.getByLabelText('Heure de début'), '10:00')
  await user.click(send())
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]?.body).toMatchObject({
    meeting: { start: new Date(2999, 2, 2, 10).toISOString(), minutes: 60 },
  })
})

test('S38 the preview is the server’s, in a frame that can do nothing', async () => {
  const { user } = open()
  server.answers({
    [`POST ${INVITATIONS}/preview`]: {
      subject: 'Cours',
      html: '<p style="color:red">Salut</p>',
      text: 'Salut',
      people: 1,
    },
  })
  await user.click(screen.getByRole('tab', { name: 'Aperçu' }))
  const frame = await screen.findByTitle<HTMLIFrameElement>('Aperçu')
  expect(frame.getAttribute('sandbox')).toBe('')
  expect(frame.getAttribute('srcdoc')).toContain('<p>Salut</p>')
})

test('S38 what is missing for a preview is said in so many words', async () => {
  const { user } = open()
  const nobody = 'Sélectionnez au moins un destinataire.'
  server.answers({
    [`POST ${INVITATIONS}/preview`]: () =>
      Response.json(
        { title: 'Elle n’a pas été envoyée', errors: [{ field: 'recipients', message: nobody }] },
        { status: 422 },
      ),
  })
  await user.click(screen.getByRole('tab', { name: 'Aperçu' }))
  expect((await screen.findByRole('status')).textContent).toContain('L’aperçu sera là')
  expect(screen.getByRole('listitem').textContent).toBe(nobody)
  expect(screen.queryByText(/pas été envoyée/)).toBeNull()
})

test('S38 what became of it is told live, person by person, and tried again for those it failed for', async () => {
  const { user, client } = open()
  await choose(user, 'zo', 'Zoé Bernard')
  await user.click(send())
  await screen.findByText('Envoi… 0/3')
  expect(screen.getByText(/l’envoi continue/)).toBeTruthy()
  act(() =>
    learnOfInvitation(client, {
      room: 'room',
      id: 'i1',
      pending: 2,
      delivered: 1,
      failed: 0,
      version: 5,
    }),
  )
  await screen.findByText('Envoi… 1/3')
  server.answers({ [`GET ${INVITATIONS}/i1`]: settled })
  act(() =>
    learnOfInvitation(client, {
      room: 'room',
      id: 'i1',
      pending: 0,
      delivered: 2,
      failed: 1,
      version: 9,
    }),
  )
  await screen.findByText('2 envoyées, 1 en échec : Max Petit (boîte pleine)')
  server.answers({
    [`POST ${INVITATIONS}/i1/retries`]: {
      ...settled,
      version: 10,
      counts: { pending: 1, delivered: 2, failed: 0 },
    },
    [`GET ${INVITATIONS}/i1`]: {
      ...settled,
      version: 10,
      counts: { pending: 1, delivered: 2, failed: 0 },
    },
  })
  await user.click(screen.getByRole('button', { name: 'Réessayer pour celui-ci' }))
  await screen.findByText('Envoi… 2/3')
})
