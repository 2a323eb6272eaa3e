import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { RoomView } from '../api/shapes'
import { anOpenRoom, aRoom, aStream, BRUNO, show, streaming } from '../testing/fixtures'
import { RoomPanel } from './RoomPanel'

const button = (name: string) => screen.queryByRole('button', { name })
const copied = vi.fn<(text: string) => Promise<void>>()

beforeEach(() => {
  copied.mockReset().mockResolvedValue()
})

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

test('S48 S49 a Gestionnaire does all but delete', () => {
  show(<RoomPanel room={aRoom({ role: 'MANAGER', owner: BRUNO })} />)
  for (const name of ['Envoyer une invitation', 'Partager', 'Modifier']) {
    expect(button(name)).not.toBeNull()
  }
  expect(button('Supprimer')).toBeNull()
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

test('S26 a closed room that could not be opened says why', () => {
  const failure: RoomView['failure'] = { reason: 'NO_SERVER', at: '2026-03-02T09:04:00Z' }
  show(<RoomPanel room={aRoom({ failure })} />)
  expect(screen.getByRole('alert').textContent).toContain('Votre salle n’a pas été ouverte')
})

test('S63 a stop that was asked for is under way: the button waits and keeps its place', async () => {
  const user = userEvent.setup()
  const calls = vi.spyOn(globalThis, 'fetch')
  const stream = aStream({ wanted: 'PAUSED' })
  show(<RoomPanel room={anOpenRoom({ streaming, stream })} />)
  const waiting = screen.getByRole('button', { name: 'Arrêt demandé…' })
  expect(waiting.getAttribute('aria-disabled')).toBe('true')
  await user.click(waiting)
  expect(calls).not.toHaveBeenCalled()
  calls.mockRestore()
})
