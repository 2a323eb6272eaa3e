import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccessRequest, PastOpening, RoomView, ShareList } from '../api/shapes'
import { ADA, anOpenRoom, aRoom, aStream, BRUNO, show, streaming, TEN } from '../testing/fixtures'
import { RoomPanel } from './RoomPanel'

const button = (name: string) => screen.queryByRole('button', { name })
const copied = vi.fn<(text: string) => Promise<void>>()

let openings: PastOpening[]
let shares: ShareList['shares']
let requests: AccessRequest[]

beforeEach(() => {
  copied.mockReset().mockResolvedValue()
  openings = []
  shares = []
  requests = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const { pathname } = new URL((input as Request).url)
    return Promise.resolve(
      Response.json(
        pathname.endsWith('/history')
          ? { openings, more: false }
          : pathname.endsWith('/access-requests')
            ? { requests }
            : { owner: ADA, shares, sharesVersion: 1 },
      ),
    )
  })
})

afterEach(() => vi.restoreAllMocks())

const openOnly = ['Rejoindre la salle', 'Fermer la salle', 'Copier le lien', 'Arrêter le stream']

test('S27 an open room offers to join, to close, the link and the stream', () => {
  show(<RoomPanel room={anOpenRoom({ streaming, stream: aStream() })} />)
  for (const name of openOnly) expect(button(name)).not.toBeNull()
  expect(button('Ouvrir la salle')).toBeNull()
})

test('S27 a closed room offers none of these, but to open it', () => {
  show(<RoomPanel room={aRoom({ streaming })} />)
  for (const name of [...openOnly, 'Lancer le stream']) expect(button(name)).toBeNull()
  expect(button('Ouvrir la salle')).not.toBeNull()
})

test('S27 S72 without streaming there is no stream button', () => {
  show(<RoomPanel room={anOpenRoom()} />)
  expect(button('Arrêter le stream')).toBeNull()
  expect(button('Lancer le stream')).toBeNull()
})

test('S43 S47 a Modérateur opens, joins and closes; no more', () => {
  show(<RoomPanel room={anOpenRoom({ role: 'MODERATOR', owner: BRUNO })} />)
  expect(button('Rejoindre la salle')).not.toBeNull()
  expect(button('Fermer la salle')).not.toBeNull()
  for (const name of ['Envoyer une invitation', 'Partager', 'Modifier', 'Supprimer']) {
    expect(button(name)).toBeNull()
  }
})

test('S48 S49 a Gestionnaire does all but delete', async () => {
  const user = userEvent.setup()
  const { again } = show(<RoomPanel room={aRoom({ role: 'MANAGER', owner: BRUNO })} />)
  await user.click(screen.getByRole('button', { name: 'Autres actions' }))
  for (const name of ['Envoyer une invitation', 'Partager', 'Modifier']) {
    expect(button(name)).not.toBeNull()
  }
  expect(button('Supprimer')).toBeNull()
  again(<RoomPanel room={aRoom()} />)
  expect(button('Supprimer')).not.toBeNull()
})

test('S37 the link is copied, and the screen says so', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(copied)
  const room = anOpenRoom()
  show(<RoomPanel room={room} />)
  await user.click(screen.getByRole('button', { name: 'Copier le lien' }))
  expect(copied).toHaveBeenCalledWith(room.link)
  expect(await screen.findByRole('button', { name: 'Lien copié' })).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain('Lien copié')
})

test('S37 a copy that the browser refuses is told beside the link, until it is tried again', async () => {
  const user = userEvent.setup()
  copied.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'))
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(copied)
  show(<RoomPanel room={anOpenRoom()} />)
  await user.click(screen.getByRole('button', { name: 'Copier le lien' }))
  const said = await screen.findByRole('alert')
  expect(said.textContent).toMatch(/^Le navigateur n’a pas permis la copie/)
  expect(said.closest('section')?.querySelector('#lien')).not.toBeNull()
  expect(screen.getByRole('status').textContent).toBe('')
  await user.click(screen.getByRole('button', { name: 'Copier le lien' }))
  expect(await screen.findByRole('button', { name: 'Lien copié' })).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('S26 a closed room that could not be opened says why', () => {
  const failure: RoomView['failure'] = { reason: 'NO_SERVER', at: '2026-03-02T09:04:00Z' }
  show(<RoomPanel room={aRoom({ failure })} />)
  expect(screen.getByRole('alert').textContent).toContain('Votre salle n’a pas été ouverte')
})

test('S63 a stop that was asked for is under way: the button waits and keeps its place', async () => {
  const user = userEvent.setup()
  const stream = aStream({ wanted: 'PAUSED' })
  show(<RoomPanel room={anOpenRoom({ streaming, stream })} />)
  const waiting = screen.getByRole('button', { name: 'Arrêt demandé…' })
  expect(waiting.getAttribute('aria-disabled')).toBe('true')
  await user.click(waiting)
  const changes = vi.mocked(fetch).mock.calls.filter(([asked]) => (asked as Request).method !== 'GET')
  expect(changes).toEqual([])
})

const disconnecting = { ...streaming!, onStop: 'DISCONNECT' as const }
const wishes = () => {
  const sent = vi.mocked(fetch).mock.calls.map(([asked]) => asked as Request)
  return Promise.all(sent.filter(({ method }) => method === 'PUT').map((each) => each.clone().json()))
}

test('S61 where the room disconnects at a stop, « Arrêter le stream » says that it is for good, and asks', async () => {
  const user = userEvent.setup()
  const stream = aStream({ liveSince: TEN })
  show(<RoomPanel room={anOpenRoom({ streaming: disconnecting, stream })} />)
  await user.click(screen.getByRole('button', { name: 'Arrêter le stream' }))
  const dialog = await screen.findByRole('alertdialog', { name: /Arrêter le stream/ })
  expect(dialog.textContent).toContain('Un direct PeerTube non permanent ne pourra pas reprendre')
  expect(document.activeElement?.textContent).toBe('Annuler')
  expect(await wishes()).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: 'Arrêter le stream' }))
  expect(await wishes()).toEqual([{ wanted: 'PAUSED' }])
})

test.each([
  ['pauses', streaming, aStream({ liveSince: TEN })],
  ['disconnects but is not live yet', disconnecting, aStream({ state: 'CONNECTING' })],
])('S61 where the room %s, « Arrêter le stream » asks nothing', async (_, target, stream) => {
  const user = userEvent.setup()
  show(<RoomPanel room={anOpenRoom({ streaming: target, stream })} />)
  await user.click(screen.getByRole('button', { name: 'Arrêter le stream' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(await wishes()).toEqual([{ wanted: 'PAUSED' }])
})

const guests = { link: 'http://localhost:8080/p/unguessable', wait: true, code: null }

test('O1 the public link is shown with its code, to be copied, drawn, changed or taken away', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(copied)
  show(<RoomPanel room={aRoom({ guests: { ...guests, code: '482913' } })} />)
  expect(screen.getByText(/Code d’accès à transmettre.*482913/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Copier le lien public' }))
  expect(copied).toHaveBeenCalledWith(guests.link)
  await user.click(screen.getByRole('button', { name: 'Afficher le code QR' }))
  expect(await screen.findByRole('img', { name: 'Code QR du lien public' })).toBeTruthy()
  expect(button('Changer le lien')).not.toBeNull()
  expect(button('Désactiver')).not.toBeNull()
})

test('O1 without a public link there is nothing of it but the word that it is off', () => {
  show(<RoomPanel room={aRoom()} />)
  expect(button('Copier le lien public')).toBeNull()
  expect(screen.getByText(/Désactivé.*seules les personnes qui ont un compte/)).toBeTruthy()
})

test('O1 taking the public link away asks first, and changes nothing else', async () => {
  const user = userEvent.setup()
  const room = aRoom({ guests, streaming, settingsVersion: 7 })
  show(<RoomPanel room={room} />)
  await user.click(screen.getByRole('button', { name: 'Désactiver' }))
  const dialog = within(await screen.findByRole('alertdialog'))
  expect(document.activeElement?.textContent).toBe('Annuler')
  await user.click(dialog.getByRole('button', { name: 'Désactiver' }))
  const sent = vi.mocked(fetch).mock.calls.map(([asked]) => asked as Request)
  const change = sent.find(({ method }) => method === 'PUT')
  expect(await change?.json()).toMatchObject({
    name: room.name,
    publicLink: false,
    settingsVersion: 7,
    streaming: { url: streaming?.url, key: null },
  })
})

test('S45 the panel names those who have a role, and which', async () => {
  const member = { profile: null, establishment: null, size: 12, left: false, pupils: null, through: null }
  shares = [{ kind: 'GROUP', id: 'team', name: 'Équipe 3B', role: 'MANAGER', ...member }]
  show(<RoomPanel room={aRoom({ shares: { people: 0, groups: 1, version: 1 } })} />)
  const row = await screen.findByText('Équipe 3B (12 membres)')
  expect(row.parentElement?.textContent).toContain('Gestionnaire')
})

test('S25 a role that a colleague changes is shown at once, though their number stays', async () => {
  const member = { profile: null, establishment: null, size: null, left: false, pupils: null, through: null }
  shares = [{ kind: 'PERSON', id: 'bruno', name: 'Bruno Petit', role: 'MODERATOR', ...member }]
  const shared = (version: number) => <RoomPanel room={aRoom({ shares: { people: 1, groups: 0, version } })} />
  const { again } = show(shared(1))
  const row = async () => (await screen.findByText('Bruno Petit')).parentElement?.textContent
  expect(await row()).toContain('Modérateur')
  shares = [{ kind: 'PERSON', id: 'bruno', name: 'Bruno Petit', role: 'MANAGER', ...member }]
  again(shared(2))
  await waitFor(async () => expect(await row()).toContain('Gestionnaire'))
})

const opening = (differences: Partial<PastOpening>): PastOpening => ({
  id: crypto.randomUUID(),
  by: BRUNO,
  requestedAt: '2026-03-02T09:04:00Z',
  openedAt: '2026-03-02T09:04:03Z',
  endedAt: '2026-03-02T10:04:03Z',
  closeReason: 'CLOSED_BY_USER',
  closedBy: BRUNO,
  mostPeople: 23,
  runs: [],
  interventions: [],
  ...differences,
})

test('O5 the five latest sessions are told: when, by whom, how long, how many', async () => {
  openings = Array.from({ length: 7 }, () => opening({}))
  show(<RoomPanel room={aRoom()} />)
  const sessions = await screen.findAllByText(/Bruno Petit · 1:00:00 · 23 personnes au plus/)
  expect(sessions).toHaveLength(5)
  expect(screen.getByRole('link', { name: 'Tout l’historique' }).getAttribute('href')).toBe(
    '/salles/room/historique',
  )
})

test('S76 a session that was broadcast leads to where its video is', async () => {
  const run = {
    id: 'run',
    host: 'tube.example.org',
    requestedAt: '2026-03-02T09:05:00Z',
    liveSince: '2026-03-02T09:05:10Z',
    endedAt: '2026-03-02T10:04:03Z',
    endReason: 'ROOM_CLOSED',
    liveSeconds: 3533,
  }
  openings = [opening({ runs: [run] })]
  show(<RoomPanel room={aRoom()} />)
  const link = await screen.findByRole('link', { name: 'Vidéos sur tube.example.org' })
  expect(link.getAttribute('href')).toBe('https://tube.example.org/my-library/videos')
})
