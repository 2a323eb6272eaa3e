// People without an account: the public link, the code, the waiting, and who need not wait.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser } from '../lib/browser.mjs'
import { as, eventually, portal, simulator } from '../lib/platform.mjs'
import { aRoom, joinLink } from '../lib/rooms.mjs'
import { aReader } from '../lib/screens.mjs'

let room, token
before(async () => {
  room = await aRoom('ada', { name: 'Réunion de parents', publicLink: true, accessCode: 'Pomme7' })
  token = new URL((await room.view()).guests.link).pathname.split('/').at(-1)
})
after(() => room?.close())

const ofOurPage = { Origin: portal }

const ask = (path, options = {}) => fetch(`${portal}/api/v1/guests/${token}${path}`, { redirect: 'manual', ...options })

const check = (card) =>
  ask('/check', {
    method: 'POST',
    headers: { ...ofOurPage, 'Content-Type': 'application/json' },
    body: JSON.stringify(card),
  })

const join = (card) => ask('/join', { method: 'POST', headers: ofOurPage, body: new URLSearchParams(card) })

/** Follows a guest's way in to the signed link of the conference. */
async function wayIn(card) {
  const pass = await join(card)
  assert.equal(pass.status, 303)
  const location = pass.headers.get('location')
  if (!location.includes('/api/v1/entry')) return { back: location }
  const entry = await fetch(location, { redirect: 'manual' })
  return { link: new URL(entry.headers.get('location')) }
}

const meeting = async () =>
  (await (await fetch(`${simulator}/simulator/meetings`)).json()).find((m) => m.name === 'Réunion de parents')

test('a guest sees the door without signing in, and what it takes to come in', async () => {
  const door = await (await ask('')).json()
  assert.deepEqual(
    { ...door, version: undefined },
    {
      name: 'Réunion de parents',
      establishment: 'Lycée Hugo',
      status: 'CLOSED',
      admission: 'BY_MODERATOR',
      streamed: false,
      codeNeeded: true,
      full: null,
      version: undefined,
    },
  )
  assert.equal((await check({ name: 'Marie Faure', code: 'Poire' })).status, 422)
  assert.equal((await check({ name: 'Marie Faure', code: 'pomme7' })).status, 204)
  assert.deepEqual(await wayIn({ name: 'Marie Faure', code: 'Pomme7' }), { back: `${portal}/p/${token}` })
})

test('in an open room without a waiting room a guest waits for a moderator, and a pupil does not', async () => {
  await room.open()
  await room.reaches('OPEN')
  const { link } = await wayIn({ name: 'Zoé Bernard', code: 'Pomme7' })
  assert.equal(link.searchParams.get('role'), 'VIEWER')
  assert.equal(link.searchParams.get('guest'), 'true')
  assert.equal(link.searchParams.get('fullName'), 'Zoé Bernard (invité)')
  const lobby = await fetch(link, { redirect: 'manual' })
  assert.match(lobby.headers.get('location'), /guestWait/)
  const pupil = await joinLink('zoe', room.id)
  assert.match(pupil.link, /guest=false/)
  assert.match((await fetch(pupil.link, { redirect: 'manual' })).headers.get('location'), /html5client\/join/)
  await eventually('the guest is among those who wait', async () =>
    JSON.stringify((await meeting())?.waiting ?? await meeting()).includes('Zoé Bernard (invité)'),
  )
})

test('P11 a change that does not come from a page of ours is refused', async () => {
  const foreign = await ask('/join', {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ name: 'Marie' }),
  })
  assert.equal(foreign.status, 403)
})

test('a new link kills the one before', async () => {
  const renewed = await room.api('POST', `/api/v1/rooms/${room.id}/public-link`)
  assert.equal(renewed.status, 200)
  assert.equal((await ask('')).status, 404)
  assert.equal((await wayIn({ name: 'Marie Faure', code: 'Pomme7' })).back, `${portal}/p/${token}`)
})

test('D13 a room of a class is not there for another school, and says whom to ask in its own', async () => {
  const own = await aRoom('ada', { name: 'Classe 3B', access: { policy: 'GROUPS', groups: ['classe-3b'] } })
  const door = async (person) => (await as(person))('GET', `/api/v1/rooms/${own.id}/door`)
  assert.equal((await door('zoe')).json.mayEnter, true)
  const bruno = (await door('bruno')).json
  assert.equal(bruno.mayEnter, false)
  assert.equal(bruno.owner.name, 'Ada Diallo')
  assert.equal((await door('tom')).status, 404)
})

test('S49 who looks after a school closes what runs there, and nothing else', async () => {
  const rene = await as('rene')
  const own = await aRoom('ada', { name: 'Oubliée' })
  await own.open()
  await own.reaches('OPEN')
  assert.equal((await rene('PUT', `/api/v1/rooms/${own.id}/opening`)).status, 403)
  assert.equal((await rene('DELETE', `/api/v1/rooms/${own.id}/opening`)).status, 200)
  await own.reaches('CLOSED')
  const other = await aRoom('chloe', { name: 'Ailleurs' })
  assert.equal((await rene('DELETE', `/api/v1/rooms/${other.id}/opening`)).status, 404)
})

test('O23 a guest who leaves is back where they came in, and reads that it is over when it is; nobody asks for an account', async () => {
  const browser = await aBrowser()
  const open = await aRoom('ada', { name: 'Portes ouvertes', publicLink: true, guestsWait: false })
  await open.open()
  await open.reaches('OPEN')
  const { link } = (await open.view()).guests
  const marie = await aReader(browser, 'fr-FR')
  await marie.goto(link)
  await marie.getByRole('textbox', { name: 'Votre nom' }).fill('Marie Faure')
  await marie.getByRole('button', { name: 'Rejoindre' }).click()
  await marie.getByRole('button', { name: 'Quitter la réunion' }).click()
  await marie.waitForURL(link)
  await marie.getByRole('button', { name: 'Rejoindre' }).waitFor()
  await open.close()
  await marie.getByText('La réunion est terminée.').waitFor()
  await browser.close()
})
