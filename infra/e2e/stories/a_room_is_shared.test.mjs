// §1.5 of what the documentation says: sharing, and what each role may do.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser } from '../lib/browser.mjs'
import { as, eventually } from '../lib/platform.mjs'
import { aRoom } from '../lib/rooms.mjs'
import { atBoth, row } from '../lib/places.mjs'

let browser, ada, bruno
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
  bruno = await atBoth(browser, 'bruno')
})
after(async () => {
  await browser?.close()
})

const shares = (room, ...list) => room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: list })
const bruns = (role) => ({ kind: 'PERSON', id: 'bruno', role })

/** Adds somebody to the share dialog, found by their name. */
async function add(screen, typed, found) {
  await screen.dialog().getByRole('combobox').first().fill(typed)
  await screen.page.getByRole('option', { name: found }).first().click()
}

row('S45 the owner shares the room « en gestion » and « en modération »', async (place) => {
  const name = `À partager ${place}`
  const room = await aRoom('ada', { name })
  const screen = await ada[place].choose(name)
  await screen.click('Partager')
  await add(screen, 'petit', /Bruno Petit/)
  await screen.dialog().getByRole('combobox', { name: /Rôle de Bruno Petit/ }).selectOption({ label: 'Gestionnaire' })
  await add(screen, 'samia', /Samia Roy/)
  await screen.picture('share-dialog')
  await screen.dialog().getByRole('button', { name: 'Enregistrer' }).click()
  await screen.dialog().waitFor({ state: 'hidden' })
  const kept = (await room.api('GET', `/api/v1/rooms/${room.id}/shares`)).json.shares
  assert.deepEqual(kept.map((s) => [s.id, s.role]).sort(), [['bruno', 'MANAGER'], ['sam', 'MODERATOR']])
})

row('S46 a Modérateur opens and closes the room, and moderates the conference', async (place) => {
  const name = `Modération ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MODERATOR'))
  const screen = await bruno[place].choose(name)
  const conference = await screen.open()
  await conference.getByRole('button', { name: 'Mettre fin à la réunion' }).waitFor()
  await conference.close()
  await screen.close()
})

row('S47 a Modérateur can neither invite, share, change nor delete: no button, and no right', async (place) => {
  const name = `Sans gestion ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MODERATOR'))
  const screen = await bruno[place].choose(name)
  await screen.button('Ouvrir la salle').waitFor()
  for (const action of ['Envoyer une invitation', 'Partager', 'Modifier', 'Supprimer']) await screen.hasNot(action)
  const api = await as('bruno')
  const path = `/api/v1/rooms/${room.id}`
  const answers = await Promise.all([
    api('POST', `${path}/invitations`, { people: ['zoe'], groups: [], subject: 'x', body: 'x' }),
    api('PUT', `${path}/shares`, { shares: [] }),
    api('PUT', path, { name: 'x', waitingRoom: false, streaming: null, settingsVersion: 1 }),
    api('DELETE', path),
  ])
  assert.deepEqual(answers.map((a) => a.status), [403, 403, 403, 403])
})

row('S48 a Gestionnaire opens, closes, invites, re-shares and changes', async (place) => {
  const name = `Gestion ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MANAGER'))
  const screen = await bruno[place].choose(name)
  for (const action of ['Ouvrir la salle', 'Envoyer une invitation', 'Partager', 'Modifier']) await screen.button(action).waitFor()
  await screen.more()
  await screen.hasNot('Supprimer')
  await screen.click('Partager')
  await add(screen, 'samia', /Samia Roy/)
  await screen.dialog().getByRole('button', { name: 'Enregistrer' }).click()
  await screen.dialog().waitFor({ state: 'hidden' })
  const kept = (await room.api('GET', `/api/v1/rooms/${room.id}/shares`)).json.shares
  assert.deepEqual(kept.map((s) => s.id).sort(), ['bruno', 'sam'])
})

row('S49 only the owner deletes; nobody takes the owner’s rights away', async (place) => {
  const name = `À supprimer ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MANAGER'))
  const api = await as('bruno')
  assert.equal((await api('DELETE', `/api/v1/rooms/${room.id}`)).status, 403)
  await api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [bruns('MANAGER'), { kind: 'PERSON', id: 'ada', role: 'MODERATOR' }] })
  assert.equal((await room.view()).role, 'OWNER')
  const screen = await ada[place].choose(name)
  await screen.more()
  await screen.click('Supprimer')
  await screen.picture('delete-dialog')
  await screen.question().getByRole('button', { name: 'Supprimer' }).click()
  await screen.question().waitFor({ state: 'hidden' })
  await screen.list()
  await screen.item(name).waitFor({ state: 'detached' })
})

row('S50 unsharing takes effect at once, without signing out', async (place) => {
  const name = `Retirée ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MANAGER'))
  const screen = await bruno[place].choose(name)
  await screen.button('Ouvrir la salle').waitFor()
  await shares(room)
  assert.equal((await (await as('bruno'))('PUT', `/api/v1/rooms/${room.id}/opening`)).status, 404)
  await screen.sees("Vous n'avez pas accès à cette salle", { timeout: 3_000 })
  await screen.list()
  assert.equal(await screen.item(name).count(), 0)
})

row('S51 who has both roles, directly and through a group, has the stronger', async (place) => {
  const name = `Deux rôles ${place}`
  const room = await aRoom('ada', { name })
  await shares(room, bruns('MODERATOR'), { kind: 'GROUP', id: 'equipe-3b', role: 'MANAGER' })
  const view = await eventually('he has the room', async () => (await (await as('bruno'))('GET', `/api/v1/rooms/${room.id}`)).json)
  assert.equal(view.role, 'MANAGER')
  await (await bruno[place].choose(name)).button('Modifier').waitFor()
})

test('no page complained while they used it', () => {
  assert.deepEqual([...ada.complaints(), ...bruno.complaints()], [])
})
