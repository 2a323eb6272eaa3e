// §1.3 of what the documentation says: opening, joining and closing, by several people at once.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, calm, fillSignIn, says } from '../lib/browser.mjs'
import { aLive, as, eventually, portal, simulator } from '../lib/platform.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'
import { aScreen, atBoth, row } from '../lib/places.mjs'

let browser, ada, bruno
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
  bruno = await atBoth(browser, 'bruno')
})
after(async () => {
  await browser?.close()
})

const shareWith = (room, id, role) => room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id, role }] })
const meetingsNamed = async (name) =>
  (await (await fetch(`${simulator}/simulator/meetings`)).json()).filter((m) => m.name === name)
const moderates = (conference) => conference.getByRole('button', { name: 'Mettre fin à la réunion' })

async function endFromInside(conference) {
  await moderates(conference).click()
  const confirm = conference.getByRole('button', { name: /^(Oui|Mettre fin)/ })
  if (await confirm.count()) await confirm.first().click()
}

/** A pupil at the page of a room's link, signed in. */
async function zoeAtTheDoor(room, place) {
  const zoe = await aScreen(browser, place)
  await zoe.page.goto(`${portal}/salles/${room.id}/rejoindre`)
  await fillSignIn(zoe.page, 'zoe')
  return zoe
}

row('S26 « Ouvrir la salle » opens it and takes the opener in as moderator', async (place) => {
  const room = await aRoom('ada', { name: `Ouvrir ${place}` })
  const screen = await ada[place].choose(`Ouvrir ${place}`)
  const conference = await screen.open()
  await moderates(conference).waitFor()
  await screen.button('Rejoindre la salle').waitFor()
  assert.equal((await room.view()).status, 'OPEN')
  await conference.close()
  await room.close()
})

row('S27 an open room, and only an open one, offers to rejoin, to close, its link, and its stream', async (place) => {
  const name = `Panneau ${place}`
  const room = await aRoom('ada', { name, ...to(await aLive()) })
  const plain = await aRoom('ada', { name: `Sans stream ${place}` })
  const screen = await ada[place].choose(name)
  await screen.button('Ouvrir la salle').waitFor()
  for (const action of ['Rejoindre la salle', 'Fermer la salle', 'Arrêter le stream', 'Lancer le stream']) await screen.hasNot(action)
  await room.open()
  for (const action of ['Rejoindre la salle', 'Fermer la salle', 'Arrêter le stream']) await screen.button(action).waitFor()
  await screen.page.getByRole('button', { name: /Copier le lien/ }).first().waitFor()
  await screen.picture('panel-open')
  await plain.open()
  await screen.choose(`Sans stream ${place}`)
  await screen.button('Fermer la salle').waitFor()
  await screen.hasNot('Arrêter le stream')
  await screen.hasNot('Lancer le stream')
  await plain.close()
  await room.close()
  await room.reaches('CLOSED')
})

row('S28 « Fermer la salle » ends the conference for everybody, everywhere', async (place) => {
  const name = `Fermer ${place}`
  const room = await aRoom('ada', { name })
  await shareWith(room, 'bruno', 'MODERATOR')
  const his = (await bruno[place].list()).item(name)
  const screen = await ada[place].choose(name)
  const conference = await screen.open()
  await screen.click('Fermer la salle')
  await screen.question().getByText(says('1 personne est connectée')).waitFor()
  await screen.picture('close-dialog')
  await screen.question().getByRole('button', { name: 'Fermer la salle' }).click()
  await screen.button('Ouvrir la salle').waitFor()
  await conference.locator('[data-test="meetingEndedModal"]').waitFor()
  await his.getByText('Fermée').waitFor()
  assert.deepEqual(await meetingsNamed(name), [])
  await conference.close()
})

row('S29 « Mettre fin à la réunion » inside closes the room in list and panel', async (place) => {
  const name = `De l’intérieur ${place}`
  await aRoom('ada', { name })
  const screen = await ada[place].choose(name)
  const conference = await screen.open()
  await endFromInside(conference)
  await screen.button('Ouvrir la salle').waitFor()
  await (await screen.list()).item(name).getByText('Fermée').waitFor()
  await conference.close()
})

row('S30 owner, Gestionnaire and Modérateur open, close, and arrive as moderators', async (place) => {
  for (const role of ['MANAGER', 'MODERATOR']) {
    const name = `${role === 'MANAGER' ? 'Gérée' : 'Modérée'} ${place}`
    const room = await aRoom('ada', { name })
    await shareWith(room, 'bruno', role)
    const screen = await bruno[place].choose(name)
    const conference = await screen.open()
    await moderates(conference).waitFor()
    await conference.close()
    await screen.close()
  }
})

row('S31 a participant who uses the link arrives as viewer, and opens or closes nothing', async (place) => {
  const name = `Élève ${place}`
  const room = await aRoom('ada', { name })
  await room.open()
  await room.reaches('OPEN')
  const zoe = await zoeAtTheDoor(room, place)
  const enter = zoe.page.getByRole('button', { name: 'Entrer' })
  const inside = zoe.page.locator('[data-test="userListItem"]').filter({ hasText: 'Zoé Bernard' })
  enter.click().catch(() => {}) // the page may have taken her in before
  await inside.waitFor()
  assert.equal(await moderates(zoe.page).count(), 0)
  const api = await as('zoe')
  assert.equal((await api('PUT', `/api/v1/rooms/${room.id}/opening`)).status, 404)
  assert.equal((await api('DELETE', `/api/v1/rooms/${room.id}/opening`)).status, 404)
  assert.equal((await room.view()).status, 'OPEN')
  await zoe.leave()
  await room.close()
})

row('S32 before it opens, one is told so and enters later by the same link, by oneself', async (place) => {
  const room = await aRoom('ada', { name: `Patience ${place}` })
  const zoe = await zoeAtTheDoor(room, place)
  await zoe.sees("La salle n'est pas encore ouverte.")
  await zoe.picture('waiting-page')
  await room.open()
  await zoe.page.waitForURL(/\/html5client\/join/, { timeout: 30_000 })
  await zoe.page.locator('[data-test="userListItem"]').filter({ hasText: 'Zoé Bernard' }).waitFor()
  await zoe.leave()
  await room.close()
})

row('O23 who leaves the conference may go back in, and reads that it is over when it is', async (place) => {
  const room = await aRoom('ada', { name: `Quitter ${place}` })
  await room.open()
  const zoe = await zoeAtTheDoor(room, place)
  await zoe.page.getByRole('button', { name: 'Quitter la réunion' }).click()
  await zoe.page.waitForURL(`${portal}/salles/${room.id}/rejoindre`)
  await zoe.sees('La salle est ouverte.')
  await zoe.click('Entrer')
  await zoe.page.getByRole('button', { name: 'Quitter la réunion' }).waitFor()
  await room.close()
  await zoe.page.getByRole('dialog').getByRole('link').click()
  await zoe.sees('La réunion est terminée.')
  await zoe.picture('after-the-meeting')
  await zoe.leave()
})

row('S33 opened again it is a new session behind the same link', async (place) => {
  const name = `Encore ${place}`
  const room = await aRoom('ada', { name })
  const screen = await ada[place].choose(name)
  const first = await screen.open()
  const before = await room.view()
  await first.close()
  await screen.close()
  const second = await screen.open()
  const next = await room.view()
  assert.notEqual(next.opening.id, before.opening.id)
  assert.equal(next.link, before.link)
  await second.close()
  await room.close()
})

test('S34 fifty people open one closed room at the same moment and end in one conference', async () => {
  const shared = await aRoom('ada', { name: 'Tous à la fois' })
  await shareWith(shared, 'bruno', 'MODERATOR')
  const his = await as('bruno')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => (i % 2 ? shared.open() : his('PUT', `/api/v1/rooms/${shared.id}/opening`))),
  )
  assert.deepEqual([...new Set(answers.map((a) => a.status))], [200])
  assert.equal(new Set(answers.map((a) => a.json.opening.id)).size, 1)
  await shared.reaches('OPEN')
  assert.equal((await meetingsNamed('Tous à la fois')).length, 1)
  await shared.close()
})

row('S34 two click « Ouvrir la salle » at the same moment and meet', async (place) => {
  const name = `Deux clics ${place}`
  const room = await aRoom('ada', { name })
  await shareWith(room, 'bruno', 'MODERATOR')
  await ada[place].choose(name)
  await bruno[place].choose(name)
  // Whoever is a moment later may find the room open already, and no such button.
  const click = (screen) => screen.button('Ouvrir la salle').click({ timeout: 3_000 }).catch(() => {})
  await Promise.all([click(ada[place]), click(bruno[place])])
  await ada[place].button('Rejoindre la salle').waitFor()
  await bruno[place].button('Rejoindre la salle').waitFor()
  assert.equal((await meetingsNamed(name)).length, 1)
  await room.close()
  await room.reaches('CLOSED')
})

row('S35 a room that somebody else has just opened is joined, not opened a second time', async (place) => {
  const name = `Déjà ouverte ${place}`
  const room = await aRoom('ada', { name })
  await shareWith(room, 'bruno', 'MODERATOR')
  const screen = await bruno[place].choose(name)
  await screen.button('Ouvrir la salle').waitFor()
  // His screen has not heard of it yet: the answer of the server is held back from the page.
  await screen.page.route('**/opening', async (route) => {
    await room.open()
    await room.reaches('OPEN')
    await route.continue()
  })
  await screen.click('Ouvrir la salle')
  await screen.sees('Ada Diallo vient d’ouvrir cette salle.')
  await screen.button('Rejoindre la salle').waitFor()
  assert.equal((await meetingsNamed(name)).length, 1)
  await screen.page.unroute('**/opening')
  await room.close()
})

row('S36 closing what is closed already is no error', async (place) => {
  const name = `Déjà fermée ${place}`
  const room = await aRoom('ada', { name })
  await room.open()
  await room.reaches('OPEN')
  const screen = await ada[place].choose(name)
  await screen.click('Fermer la salle')
  await screen.question().waitFor()
  const { opening } = await room.view()
  await fetch(`${simulator}/simulator/meetings/${opening.id}/end`, { method: 'POST' })
  await room.reaches('CLOSED')
  await screen.sees('Cette salle était déjà fermée')
  await screen.button('Ouvrir la salle').waitFor()
  assert.equal((await room.close()).status, 200)
})

test('O16 closing says how many are inside, moderators apart', async () => {
  const room = await aRoom('ada', { name: 'À plusieurs' })
  await room.open()
  await room.reaches('OPEN')
  const people = []
  for (const person of ['ada', 'zoe', 'yanis']) {
    const page = await browser.newPage(calm)
    await page.goto((await joinLink(person, room.id)).link)
    await page.locator('[data-test="userListItem"]').first().waitFor()
    people.push(page)
  }
  await eventually('three are counted', async () => {
    assert.equal((await room.view()).opening.people, 3)
    return true
  })
  await ada.desk.choose('À plusieurs')
  await ada.desk.click('Fermer la salle')
  await ada.desk.question().getByText(says('3 personnes sont connectées, dont 1 modérateur')).waitFor()
  await ada.desk.question().getByRole('button', { name: 'Fermer la salle' }).click()
  await room.reaches('CLOSED')
  for (const page of people) await page.close()
})

test('P4 the way in is never kept: no-store, no referrer, once only', async () => {
  const room = await aRoom('ada', { name: 'Laissez-passer' })
  await room.open()
  await room.reaches('OPEN')
  const { pass, status, headers } = await joinLink('ada', room.id)
  assert.equal(status, 302)
  assert.match(headers.get('cache-control'), /no-store/)
  assert.equal(headers.get('referrer-policy'), 'no-referrer')
  const again = await fetch(pass, { redirect: 'manual' })
  assert.doesNotMatch(again.headers.get('location') ?? '', /bigbluebutton/)
  await room.close()
})

test('no page complained while they used it', () => {
  assert.deepEqual([...ada.complaints(), ...bruno.complaints()], [])
})
