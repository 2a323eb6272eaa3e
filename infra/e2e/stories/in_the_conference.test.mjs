// §1.6 of what the documentation says: what people find in the conference that the portal made.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, calm, picture } from '../lib/browser.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'
import { aLive } from '../lib/platform.mjs'

let browser
before(async () => {
  browser = await aBrowser()
})
after(async () => {
  await browser?.close()
})

async function anOpenRoom(settings) {
  const room = await aRoom('ada', settings)
  await room.open()
  await room.reaches('OPEN')
  return room
}

/** Somebody's browser tab in the conference, or before its waiting room. */
async function tabOf(person, room) {
  const page = await (await browser.newContext({ locale: 'fr-FR', ...calm })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto((await joinLink(person, room.id)).link)
  return page
}
const has = (page, what) => page.locator(`[data-test="${what}"]`)
const seesPerson = (page, name) => has(page, 'userListItem').filter({ hasText: name }).waitFor()
const waits = (page, name) => has(page, 'waitingUser').filter({ hasText: name })

test('S52 people, shared notes and chat are in the left panel', async () => {
  const room = await anOpenRoom({ name: 'Panneau de gauche' })
  const ada = await tabOf('ada', room)
  const zoe = await tabOf('zoe', room)
  await seesPerson(ada, 'Zoé Bernard')
  await seesPerson(zoe, 'Ada Diallo')
  await has(ada, 'chatInput').fill('Bonjour à tous')
  await has(ada, 'sendMessageButton').click()
  await has(zoe, 'chatMessages').getByText('Bonjour à tous').waitFor()
  await has(ada, 'sharedNotes').waitFor()
  await picture(ada, 'conference')
  await room.close()
})

test('S53 camera, microphone, screen, annotations, documents, polls and external video: none is switched off', async () => {
  const room = await anOpenRoom({ name: 'Tout est permis' })
  const ada = await tabOf('ada', room)
  for (const feature of ['joinVideo', 'joinAudio', 'startScreenShare', 'annotate', 'uploadPresentation', 'startPoll', 'shareExternalVideo']) {
    await has(ada, feature).waitFor()
    assert.equal(await has(ada, feature).isEnabled(), true, feature)
  }
  await room.close()
})

test('S54 with a waiting room people wait, and a bubble says that somebody does', async () => {
  const room = await anOpenRoom({ name: 'Filtrée', waitingRoom: true })
  const ada = await tabOf('ada', room)
  const zoe = await tabOf('zoe', room)
  await has(ada, 'waitingBubble').waitFor()
  await waits(ada, 'Zoé Bernard').waitFor()
  assert.equal(await has(zoe, 'userListItem').count(), 0)
  await picture(ada, 'conference-waiting-bubble')
  await picture(zoe, 'conference-guest-waits')
  await room.close()
})

test('S55 the moderator accepts or refuses one by one, or all at once', async () => {
  const room = await anOpenRoom({ name: 'Un par un', waitingRoom: true })
  const ada = await tabOf('ada', room)
  const zoe = await tabOf('zoe', room)
  await waits(ada, 'Zoé Bernard').getByRole('button', { name: /Accepter/ }).click()
  await seesPerson(zoe, 'Zoé Bernard')
  const yanis = await tabOf('yanis', room)
  await waits(ada, 'Yanis Faure').getByRole('button', { name: /Refuser/ }).click()
  await waits(ada, 'Yanis Faure').waitFor({ state: 'detached' })
  assert.equal(await has(yanis, 'userListItem').count(), 0)
  const lea = await tabOf('lea', room)
  await waits(ada, 'Léa Nguyen').waitFor()
  await has(ada, 'allowEveryone').click()
  await seesPerson(lea, 'Léa Nguyen')
  const bruno = await tabOf('bruno', room)
  await waits(ada, 'Bruno Petit').waitFor()
  await has(ada, 'denyEveryone').click()
  await waits(ada, 'Bruno Petit').waitFor({ state: 'detached' })
  assert.equal(await has(bruno, 'userListItem').count(), 0)
  await room.close()
})

test('S56 waiting room and streaming: « Live » waits with the others until it is accepted', async () => {
  const room = await anOpenRoom({ name: 'Live attend', waitingRoom: true, ...to(await aLive()) })
  const ada = await tabOf('ada', room)
  await waits(ada, 'Live').waitFor()
  await room.streams('AWAITING_ADMISSION', { within: 40_000 })
  await waits(ada, 'Live').getByRole('button', { name: /Accepter/ }).click()
  await room.streams('LIVE', { within: 40_000 })
  await room.close()
  await room.streams('ENDED')
})

test('S58 moderators are not held in the waiting room', async () => {
  const room = await anOpenRoom({ name: 'Sans attendre', waitingRoom: true })
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, {
    shares: [{ kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }, { kind: 'PERSON', id: 'sam', role: 'MANAGER' }],
  })
  for (const [person, name] of [['ada', 'Ada Diallo'], ['bruno', 'Bruno Petit'], ['sam', 'Samia Roy']]) {
    const { link } = await joinLink(person, room.id)
    assert.match(link, /role=MODERATOR/)
    assert.doesNotMatch(link, /guest=true/)
    const page = await (await browser.newContext(calm)).newPage()
    await page.goto(link)
    await seesPerson(page, name)
  }
  await room.close()
})
