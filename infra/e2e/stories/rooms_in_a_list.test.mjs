// §1.1 of what the documentation says: who sees which rooms, and how they stand.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, fillSignIn } from '../lib/browser.mjs'
import { aLive, portal } from '../lib/platform.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'
import { aScreen, atBoth, row, signedInAt } from '../lib/places.mjs'

let browser, ada, bruno
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
  bruno = await atBoth(browser, 'bruno')
})
after(async () => {
  await browser?.close()
})

const shared = (room, ...shares) => room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares })
const withBruno = { kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }

row('S1 my rooms are on one screen, and every action is reached from there', async (place) => {
  const name = `Latin ${place}`
  await aRoom('ada', { name })
  await aRoom('ada', { name: `Grec ${place}` })
  const screen = await ada[place].list()
  await screen.item(name).waitFor()
  await screen.item(`Grec ${place}`).waitFor()
  await screen.choose(name)
  await screen.more()
  for (const action of ['Ouvrir la salle', 'Envoyer une invitation', 'Partager', 'Modifier', 'Supprimer']) {
    await screen.button(action).waitFor()
  }
})

row('S2 rooms shared with me, or with my group, are in my list; others are not, even once joined', async (place) => {
  const direct = await aRoom('bruno', { name: `Direct ${place}` })
  const grouped = await aRoom('bruno', { name: `Groupe ${place}` })
  const visited = await aRoom('bruno', { name: `Visitée ${place}` })
  await shared(direct, { kind: 'PERSON', id: 'ada', role: 'MODERATOR' })
  await shared(grouped, { kind: 'GROUP', id: 'equipe-3b', role: 'MODERATOR' })
  await visited.open()
  await visited.reaches('OPEN')
  assert.equal((await joinLink('ada', visited.id)).status, 302)
  const screen = await ada[place].list()
  await screen.item(`Direct ${place}`).waitFor()
  await screen.item(`Groupe ${place}`).waitFor()
  assert.equal(await screen.item(`Visitée ${place}`).count(), 0)
  await visited.close()
})

row('S3 signed out, one signs in and is where one was going', async (place) => {
  const room = await aRoom('ada', { name: `Retour ${place}` })
  const stranger = await aScreen(browser, place)
  await stranger.page.goto(`${portal}/salles/${room.id}`)
  await fillSignIn(stranger.page, 'ada')
  await stranger.page.getByRole('heading', { level: 2, name: `Retour ${place}` }).waitFor()
  assert.equal(new URL(stranger.page.url()).pathname, `/salles/${room.id}`)
  await stranger.leave()
})

row('S4 there is a button « Créer une salle »', async (place) => {
  await (await ada[place].list()).button('Créer une salle').waitFor()
})

row('S5 without a room the page says so, and offers to create one to those who may', async (place) => {
  const teacher = await signedInAt(browser, 'marie2', place)
  await teacher.sees("Vous n'avez pas encore de salle.")
  await teacher.button('Créer une salle').waitFor()
  await teacher.picture('list-empty')
  await teacher.leave()
  const pupil = await signedInAt(browser, 'zoe', place)
  await pupil.sees('Aucune salle ne vous a été partagée pour le moment.')
  await pupil.hasNot('Créer une salle')
  await pupil.leave()
})

row('S6 a room just created is in the list at once, closed', async (place) => {
  const screen = ada[place]
  const dialog = await screen.newRoom()
  await dialog.getByRole('textbox', { name: 'Nom de la salle' }).fill(`Neuve ${place}`)
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await screen.page.getByRole('heading', { level: 2, name: `Neuve ${place}` }).waitFor()
  if (place === 'phone') await screen.page.getByRole('link', { name: 'Retour aux salles' }).click()
  await screen.item(`Neuve ${place}`).getByText('Fermée').waitFor()
})

row('S7 open and closed are told by a picture and a word, not by colour alone', async (place) => {
  const room = await aRoom('ada', { name: `État ${place}` })
  const item = (await ada[place].list()).item(`État ${place}`)
  const sign = (word) => item.locator('[data-tone]').filter({ hasText: word })
  await sign('Fermée').waitFor()
  assert.equal(await sign('Fermée').locator('svg').count(), 1)
  await room.open()
  await sign('Ouverte').waitFor()
  assert.equal(await sign('Ouverte').locator('svg').count(), 1)
  await room.close()
  await sign('Fermée').waitFor()
})

row('S8 a waiting room is shown by an icon, and only then', async (place) => {
  await aRoom('ada', { name: `Attente ${place}`, waitingRoom: true })
  await aRoom('ada', { name: `Libre ${place}`, waitingRoom: false })
  const screen = await ada[place].list()
  await screen.item(`Attente ${place}`).getByText(/Salle d.attente activée/).waitFor()
  assert.equal(await screen.item(`Libre ${place}`).getByText(/Salle d.attente/).count(), 0)
})

row('S9 streaming is shown by an icon, and only then', async (place) => {
  await aRoom('ada', { name: `Diffusée ${place}`, ...to(await aLive()) })
  await aRoom('ada', { name: `Entre nous ${place}` })
  const screen = await ada[place].list()
  await screen.item(`Diffusée ${place}`).getByText('Streaming activé').waitFor()
  assert.equal(await screen.item(`Entre nous ${place}`).getByText('Streaming').count(), 0)
})

row('S11 the sharing icon comes with the first share and goes with the last', async (place) => {
  const room = await aRoom('ada', { name: `Partage ${place}` })
  const item = (await ada[place].list()).item(`Partage ${place}`)
  await item.waitFor()
  assert.equal(await item.getByText('Partagée avec').count(), 0)
  await shared(room, withBruno)
  await item.getByText(/Partagée avec 1 personne/).waitFor()
  await shared(room)
  await item.getByText(/Partagée avec/).waitFor({ state: 'detached' })
})

row('S12 a click selects a room; what one does then is done to that room only', async (place) => {
  const one = await aRoom('ada', { name: `Choisie ${place}` })
  const other = await aRoom('ada', { name: `Autre ${place}` })
  const screen = await ada[place].choose(`Choisie ${place}`)
  assert.match(screen.page.url(), new RegExp(one.id))
  const conference = await screen.open()
  assert.equal((await one.view()).status, 'OPEN')
  assert.equal((await other.view()).status, 'CLOSED')
  await conference.close()
  await one.close()
})

row('S13 what one does, the other sees within seconds', async (place) => {
  const room = await aRoom('ada', { name: `Ensemble ${place}` })
  await shared(room, { ...withBruno, role: 'MANAGER' })
  const his = (await bruno[place].list()).item(`Ensemble ${place}`)
  await his.getByText('Fermée').waitFor()
  const conference = await (await ada[place].choose(`Ensemble ${place}`)).open()
  await his.getByText('Ouverte', { exact: true }).waitFor({ timeout: 5_000 })
  await conference.close()
  await room.close()
  await his.getByText('Fermée').waitFor({ timeout: 5_000 })
})

test('no page complained while they used it', () => {
  assert.deepEqual([...ada.complaints(), ...bruno.complaints()], [])
})
