import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { InvitationView } from '../api/shapes'
import { ADA, show, TEN } from '../testing/fixtures'
import { aServer } from '../testing/server'
import { SentInvitations } from './SentInvitations'

const sent: InvitationView = {
  id: 'i1',
  sentAt: TEN,
  by: ADA,
  subject: 'Conseil de classe',
  counts: { pending: 0, delivered: 12, failed: 1 },
  meeting: { start: '2999-03-02T09:00:00Z', minutes: 45, cancelled: false },
  version: 3,
  recipients: null,
}
const cancelled = { ...sent, version: 4, meeting: { ...sent.meeting!, cancelled: true } }

const INVITATIONS = '/api/v1/rooms/room/invitations'
const server = aServer({
  [`GET ${INVITATIONS}`]: { invitations: [sent] },
  [`GET ${INVITATIONS}/i1`]: {
    ...sent,
    recipients: [{ id: 'max', name: 'Max Petit', status: 'FAILED', reason: 'NO_ADDRESS', left: false }],
  },
  [`DELETE ${INVITATIONS}/i1/meeting`]: cancelled,
  [`PUT ${INVITATIONS}/i1/meeting`]: { ...sent, version: 4 },
})

test('D11 what was sent stays to be seen: by whom, when, and what became of it', async () => {
  const user = userEvent.setup()
  show(<SentInvitations room={{ id: 'room' }} />)
  const item = (await screen.findByText('Conseil de classe')).closest('li')!
  expect(item.textContent).toContain('Envoyée par Ada Diallo le 2 mars 2026')
  expect(item.textContent).toContain('12 envoyées, 1 en échec')
  await user.click(within(item).getByRole('button', { name: /Voir les destinataires/ }))
  expect(await within(item).findByText(/Max Petit \(pas d’adresse de messagerie\)/)).toBeTruthy()
})

test('of a recipient whose account is disabled that is said, not that an address is missing', async () => {
  const user = userEvent.setup()
  server.answers({
    [`GET ${INVITATIONS}/i1`]: {
      ...sent,
      recipients: [
        { id: 'max', name: 'Max Petit', status: 'FAILED', reason: 'NO_ADDRESS', left: true },
      ],
    },
  })
  show(<SentInvitations room={{ id: 'room' }} />)
  await user.click(await screen.findByRole('button', { name: /Voir les destinataires/ }))
  expect(await screen.findByText('Max Petit (compte désactivé)')).toBeTruthy()
  expect(screen.queryByText(/pas d’adresse/)).toBeNull()
})

test('an appointment is cancelled once that is confirmed, and says so', async () => {
  const user = userEvent.setup()
  show(<SentInvitations room={{ id: 'room' }} />)
  await user.click(await screen.findByRole('button', { name: 'Annuler le rendez-vous' }))
  const asking = await screen.findByRole('alertdialog')
  expect(server.asked(`DELETE ${INVITATIONS}/i1/meeting`)).toHaveLength(0)
  server.answers({ [`GET ${INVITATIONS}`]: { invitations: [cancelled] } })
  await user.click(within(asking).getByRole('button', { name: 'Annuler le rendez-vous' }))
  expect(await screen.findByText(/45 min \(annulé\)/)).toBeTruthy()
  expect(server.asked(`DELETE ${INVITATIONS}/i1/meeting`)).toHaveLength(1)
})

test('an appointment is moved, and everybody invited is told', async () => {
  const user = userEvent.setup()
  show(<SentInvitations room={{ id: 'room' }} />)
  await user.click(await screen.findByRole('button', { name: 'Déplacer' }))
  const dialog = await screen.findByRole('dialog', { name: 'Déplacer le rendez-vous' })
  const minutes = within(dialog).getByLabelText('Durée (minutes)')
  await user.clear(minutes)
  await user.type(minutes, '90')
  await user.click(within(dialog).getByRole('button', { name: 'Envoyer la nouvelle date' }))
  await waitFor(() =>
    expect(server.asked(`PUT ${INVITATIONS}/i1/meeting`).map(({ body }) => body)).toEqual([
      { start: '2999-03-02T09:00:00.000Z', minutes: 90 },
    ]),
  )
})
