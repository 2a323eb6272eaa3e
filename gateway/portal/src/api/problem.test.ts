import { expect, test } from 'vitest'
import fr from '../locales/fr.json'
import { fieldErrors, Problem, problemOf, wordingOf } from './problem'

test('a problem carries what the server said', async () => {
  const body = {
    type: 'urn:problem:stale-settings',
    title: 'Salle modifiée',
    detail: 'Quelqu’un a modifié cette salle.',
    code: '4bf92f35',
    current: { id: 'room', version: 4 },
  }
  const problem = await problemOf(
    Response.json(body, { status: 409, headers: { 'Retry-After': '20' } }),
  )
  expect(problem).toMatchObject({
    status: 409,
    kind: 'stale-settings',
    detail: 'Quelqu’un a modifié cette salle.',
    code: '4bf92f35',
    current: { version: 4 },
    retryAfter: 20,
  })
})

test('S19 errors of fields are found by the last part of their names', () => {
  const errors = [
    { field: 'name', message: 'Donnez un nom à la salle.' },
    { field: 'streaming.url', message: 'Adresse refusée.' },
    { field: 3, message: 'not one' },
  ]
  expect(fieldErrors(new Problem(422, { errors }))).toEqual({
    name: 'Donnez un nom à la salle.',
    url: 'Adresse refusée.',
  })
})

test('an answer that is no problem document is a problem all the same', async () => {
  const problem = await problemOf(new Response('<html>Bad gateway</html>', { status: 502 }))
  expect(problem).toMatchObject({ status: 502, detail: undefined, errors: [] })
})

test.each([0, 400, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504])('%d is worded', (status) => {
  const [, name] = wordingOf(new Problem(status)).split('.')
  expect(fr.problem).toHaveProperty(name ?? '')
})
