import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { anOpenRoom, aRoom, aStream, show, streaming } from '../testing/fixtures'
import CloseDialog from './CloseDialog'

const address = '/salles/room?action=fermer'

test('S28 closing asks first, with the numbers as they are', () => {
  const room = anOpenRoom({ streaming, stream: aStream() })
  const { again } = show(<CloseDialog room={room} />, address)
  const dialog = screen.getByRole('alertdialog')
  expect(dialog.textContent).toContain('23 personnes sont connectées, dont 2 modérateurs')
  expect(dialog.textContent).toContain('La diffusion en direct sera arrêtée')
  const opening = { ...room.opening!, people: 1, moderators: 0 }
  again(<CloseDialog room={{ ...room, opening }} />)
  expect(dialog.textContent).toContain('1 personne est connectée, dont aucun modérateur')
})

test('S28 focus starts on the way out', () => {
  show(<CloseDialog room={anOpenRoom()} />, address)
  expect(document.activeElement?.textContent).toBe('Annuler')
})

test('S36 a room that was closed already is no error: it is said, and the dialog goes', async () => {
  const { again } = show(<CloseDialog room={anOpenRoom()} />, address)
  again(<CloseDialog room={aRoom()} />)
  expect(await screen.findByText('Cette salle était déjà fermée')).toBeTruthy()
  expect(screen.queryByRole('alertdialog')).toBeNull()
})
