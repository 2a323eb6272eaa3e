import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { AccessRequest } from '../api/shapes'
import { aRoom, BRUNO, SCHOOL, show, TEN } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import { AccessRequests } from './AccessRequests'

const ZOE: AccessRequest = {
  id: 'z',
  person: { id: 'zoe', name: 'Zoé Bernard' },
  profile: 'PUPIL',
  establishment: SCHOOL.name,
  at: TEN,
}
const OF_BRUNO: AccessRequest = { id: 'b', person: BRUNO, profile: null, establishment: null, at: TEN }
const PATH = '/api/v1/rooms/room/access-requests'

const server = aServer({ [`GET ${PATH}`]: { requests: [ZOE, OF_BRUNO] } })

test('who waits to be let in is named with what they are', async () => {
  show(<AccessRequests room={aRoom()} />)
  expect(await screen.findByRole('heading', { name: 'Demandes d’accès' })).toBeTruthy()
  expect(screen.getByText('Élève · Collège Jean Moulin')).toBeTruthy()
  expect(screen.getByText('Bruno Petit')).toBeTruthy()
})

test('there is no block while nobody waits', async () => {
  server.answers({ [`GET ${PATH}`]: { requests: [] } })
  show(<AccessRequests room={aRoom()} />)
  await expect.poll(() => server.asked(`GET ${PATH}`)).toHaveLength(1)
  expect(screen.queryByRole('heading')).toBeNull()
})

test('« Autoriser » lets them in, and the next one is at hand', async () => {
  server.answers({ [`PUT ${PATH}/z/approval`]: () => undefined })
  show(<AccessRequests room={aRoom()} />)
  const allow = await screen.findByRole('button', { name: 'Autoriser Zoé Bernard à entrer' })
  server.answers({ [`GET ${PATH}`]: { requests: [OF_BRUNO] } })
  await userEvent.click(allow)
  expect(server.asked(`PUT ${PATH}/z/approval`)).toHaveLength(1)
  expect(await screen.findByText('Zoé Bernard peut entrer dans la salle.')).toBeTruthy()
  await expect.poll(() => screen.queryByText('Zoé Bernard')).toBeNull()
  expect(document.activeElement?.textContent).toBe('Demandes d’accès')
})

test('« Refuser » forgets the request', async () => {
  server.answers({ [`DELETE ${PATH}/b`]: () => undefined })
  show(<AccessRequests room={aRoom()} />)
  await userEvent.click(
    await screen.findByRole('button', { name: 'Refuser l’entrée à Bruno Petit' }),
  )
  expect(server.asked(`DELETE ${PATH}/b`)).toHaveLength(1)
})

test('a request that somebody else has answered is said to be so, and goes', async () => {
  server.answers({
    [`PUT ${PATH}/z/approval`]: () => aProblem(404, { detail: 'Quelqu’un y a déjà répondu.' }),
  })
  show(<AccessRequests room={aRoom()} />)
  const allow = await screen.findByRole('button', { name: 'Autoriser Zoé Bernard à entrer' })
  server.answers({ [`GET ${PATH}`]: { requests: [] } })
  await userEvent.click(allow)
  expect(await screen.findByText(/Quelqu’un y a déjà répondu/)).toBeTruthy()
  await expect.poll(() => screen.queryByText('Zoé Bernard')).toBeNull()
})
