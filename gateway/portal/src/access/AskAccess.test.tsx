import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Problem } from '../api/problem'
import { ErrorPage } from '../shell/ErrorPage'
import { show } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import { AskAccess } from './AskAccess'

const ASK = 'POST /api/v1/rooms/room/access-requests'
const server = aServer({ [ASK]: () => new Response(null, { status: 202 }) })

const ask = async () => userEvent.click(screen.getByRole('button', { name: 'Demander l’accès' }))

test.each([403, 404])('the page of %d offers to ask, and says that it was sent', async (status) => {
  show(<ErrorPage error={new Problem(status)} room="room" />)
  await ask()
  expect(await screen.findByText('Votre demande a été envoyée.')).toBeTruthy()
  expect(server.asked(ASK)).toHaveLength(1)
})

test('a page that is about no room offers nothing to ask', () => {
  show(<ErrorPage error={new Problem(404)} />)
  expect(screen.queryByRole('button')).toBeNull()
})

test('where the page does not wait, it leads to the one that does', async () => {
  show(<AskAccess room="room" />)
  await ask()
  const link = await screen.findByRole<HTMLAnchorElement>('link')
  expect(link.getAttribute('href')).toBe('/salles/room/rejoindre')
})

test('too many rooms in a day: it is said in words, without counting a day’s seconds', async () => {
  server.answers({
    [ASK]: () =>
      new Response(JSON.stringify({ detail: 'Vous pouvez demander l’accès à 10 salles par jour.' }), {
        status: 429,
        headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '80000' },
      }),
  })
  show(<AskAccess room="room" />)
  await ask()
  expect(await screen.findByText(/10 salles par jour/)).toBeTruthy()
  expect(screen.queryByRole('timer')).toBeNull()
})

test('what failed can be tried again', async () => {
  server.answers({ [ASK]: () => aProblem(503, { detail: 'Plus tard.' }) })
  show(<AskAccess room="room" />)
  await ask()
  expect(await screen.findByText(/Plus tard/)).toBeTruthy()
  server.answers({ [ASK]: () => new Response(null, { status: 202 }) })
  await ask()
  expect(await screen.findByText('Votre demande a été envoyée.')).toBeTruthy()
})
