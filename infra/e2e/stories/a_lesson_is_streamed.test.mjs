// The main job, end to end: open a room, meet, stream it, stop. Its owner looks at it on two screens, at a
// desk and on a phone; what was streamed is judged from outside, by what the target recorded.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, picture, says } from '../lib/browser.mjs'
import { clockTimes } from '../lib/clock.mjs'
import { probe, silences } from '../lib/media.mjs'
import { aLive, eventually, live, standIn } from '../lib/platform.mjs'
import { aRoom, to } from '../lib/rooms.mjs'
import { atBoth, row } from '../lib/places.mjs'

const NAME = 'Physique 3B'
let browser, ada, target, conference, file
const at = {}

before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
  target = await aLive({ permanent: false })
})
after(async () => {
  await browser?.close()
})

/** What must be seen on both screens, in the panel that both have open. */
async function bothSee(words, options) {
  for (const screen of [ada.desk, ada.phone]) await screen.sees(words, options)
}

async function lasts(what, since, seconds) {
  await eventually(what, async () => Date.now() - since > seconds * 1000, { within: (seconds + 5) * 1000 })
}

test('S16 S17 a room with a waiting room and a stream target is made', async () => {
  const dialog = await ada.desk.newRoom()
  await dialog.getByRole('textbox', { name: 'Nom de la salle' }).fill(NAME)
  await dialog.getByText(says("Activer la salle d'attente")).click()
  await dialog.getByText('Activer le streaming de la salle').click()
  await dialog.getByRole('textbox', { name: 'URL RTMP' }).fill(` ${target.url}/ `)
  await dialog.getByLabel('Clé de diffusion', { exact: true }).fill(target.key)
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await ada.phone.choose(NAME)
  await ada.phone.sees('Le direct démarrera à l’ouverture de la salle.')
})

test('S60 opening the room starts the broadcast by itself: both screens say how far it is', async () => {
  conference = await ada.desk.open()
  await bothSee("Acceptez « Live » dans la salle d'attente", { timeout: 30_000 })
  await ada.desk.picture('waiting-for-admission')
  await ada.phone.picture('waiting-for-admission')
})

test('S56 « Live » is among those waiting and must be accepted', async () => {
  const waiting = conference.locator('[data-test="waitingUser"]').filter({ hasText: 'Live' })
  await waiting.waitFor()
  assert.equal((await live(target.id)).state, 'WAITING', 'something was streamed before Live was admitted')
  await waiting.getByRole('button', { name: /Accepter/ }).click()
})

test('S10 the icon is green when the target is receiving, and not before', async () => {
  for (const screen of [ada.desk, ada.phone]) assert.equal(await screen.page.locator('[data-tone=green]').filter({ hasText: 'En direct', visible: true }).count(), 0)
  await bothSee('En direct depuis', { timeout: 30_000 })
  const known = await live(target.id)
  assert.equal(known.state, 'LIVE')
  assert.ok(known.bytes > 0, 'the target has received nothing')
  for (const screen of [ada.desk, ada.phone]) await screen.page.locator('[data-tone=green]').filter({ hasText: 'En direct', visible: true }).first().waitFor()
  at.live = Date.now()
  await ada.desk.picture('live')
  await ada.phone.picture('live')
})

test('S75 the public live is watched while it runs', async () => {
  const viewer = await (await browser.newContext()).newPage()
  await viewer.goto(target.watch)
  await eventually('the watch page plays', () => viewer.evaluate(() => (document.querySelector('video')?.currentTime ?? 0) > 1), { within: 20_000 })
  await picture(viewer, 'watch-page')
  await viewer.close()
})

test('S64 between the click and its effect the screen says that it is asked for, not that it is done', async () => {
  await lasts('12 s have been streamed', at.live, 12)
  await ada.desk.remembers('Arrêt demandé…')
  await ada.desk.click('Arrêter le stream')
  await ada.desk.hasSaid('Arrêt demandé…')
})

test('S61 « Arrêter le stream » pauses it while the conference goes on', async () => {
  await bothSee('Stream arrêté par Ada Diallo', { timeout: 10_000 })
  at.paused = Date.now()
  await ada.desk.picture('paused')
  await ada.phone.picture('paused')
  await conference.locator('[data-test="userListItem"]').first().waitFor()
  await lasts('6 s of pause have gone out', at.paused, 6)
})

test('S63 one button at a time: what is stopped is started', async () => {
  for (const screen of [ada.desk, ada.phone]) {
    await screen.button('Lancer le stream').waitFor()
    await screen.hasNot('Arrêter le stream')
  }
})

test('S62 « Lancer le stream » on the phone starts it again, in the same session', async () => {
  await ada.phone.click('Lancer le stream')
  await bothSee('En direct depuis', { timeout: 10_000 })
  at.resumed = Date.now()
  await lasts('8 s more have been streamed', at.resumed, 8)
  assert.equal((await live(target.id)).sessions.length, 1)
})

test('S65 « Fermer la salle » stops the broadcast', async () => {
  await ada.desk.click('Fermer la salle')
  await ada.desk.question().getByText(says('La diffusion en direct sera arrêtée.')).waitFor()
  await ada.desk.question().getByRole('button', { name: 'Fermer la salle' }).click()
  await ada.phone.button('Ouvrir la salle').waitFor()
  await conference.locator('[data-test="meetingEndedModal"]').waitFor()
  await eventually('the live has ended', async () => (await live(target.id)).state === 'ENDED')
})

test('S76 the content is found in « Ma bibliothèque » → « Vidéos »', async () => {
  const library = await ada.desk.context.newPage()
  await library.goto(`${standIn}/my-library/videos`)
  await library.getByText(target.id).first().waitFor()
  await picture(library, 'library')
  await library.close()
})

test('S77 the session was ended cleanly: one replay that holds the lesson, its sound without gaps', async () => {
  const known = await eventually('the replay is there', async () => {
    const now = await live(target.id)
    return now.sessions.at(-1)?.file ? now : null
  })
  assert.equal(known.sessions.length, 1, 'the pause opened the session anew')
  file = known.sessions[0].file
  const media = await probe(file)
  assert.equal(media.video.codec_name, 'h264')
  assert.equal(media.audio.codec_name, 'aac')
  assert.deepEqual([media.video.width, media.video.height], [1280, 720])
  assert.ok(media.seconds >= 24, `only ${media.seconds} s were recorded`)
  const read = (await clockTimes(file)).filter((t) => t.ms !== null)
  assert.ok(read.length >= 10, `the meeting's clock was read in ${read.length} pictures only`)
  for (let i = 1; i < read.length; i++) assert.ok(read[i].ms >= read[i - 1].ms, 'the clock ran backwards')
})

test('S78 the pause is one picture and silence: nothing of the room goes out, and the live goes on', async () => {
  const pauses = await silences(file, { least: 3 })
  assert.equal(pauses.length, 1, `silences of 3 s and more: ${JSON.stringify(pauses)}`)
  assert.ok(pauses[0].end - pauses[0].start >= 5, 'the pause was not silent for its whole length')
  const between = (t) => t.at > pauses[0].start + 1 && t.at < pauses[0].end - 1
  assert.deepEqual((await clockTimes(file)).filter(between).filter((t) => t.ms !== null), [], 'the meeting was seen during the pause')
  const gaps = (await silences(file, { least: 0.1 })).filter((s) => s.start > 3 && s.end < pauses[0].start - 0.5)
  assert.deepEqual(gaps, [], 'the sound has gaps')
})

test('S74 streamed to a private live the lesson is recorded, and shown to nobody', async () => {
  const hidden = await aLive({ permanent: true, private: true })
  const room = await aRoom('ada', { name: 'Enregistrée', ...to(hidden) })
  await room.open()
  await room.streams('LIVE', { within: 40_000 })
  const stranger = await (await browser.newContext()).newPage()
  assert.equal((await stranger.goto(hidden.watch)).status(), 403)
  await room.close()
  await room.streams('ENDED')
  const known = await eventually('the recording is there', async () => {
    const now = await live(hidden.id)
    return now.sessions.at(-1)?.file ? now : null
  })
  assert.equal((await probe(known.sessions[0].file)).video.codec_name, 'h264')
  assert.equal((await stranger.goto(known.sessions[0].replay)).status(), 403)
  const owner = await (await browser.newContext()).newPage()
  await owner.goto(`${standIn}/my-library/videos`)
  await owner.getByText(hidden.id).first().waitFor()
  assert.equal((await owner.request.get(known.sessions[0].replay)).status(), 200)
})

row('S72 without streaming there is no Live, no button, no icon', async (place) => {
  const name = `Sans diffusion ${place}`
  const room = await aRoom('ada', { name })
  await room.open()
  await room.reaches('OPEN')
  const screen = await ada[place].choose(name)
  await screen.button('Fermer la salle').waitFor()
  for (const action of ['Lancer le stream', 'Arrêter le stream']) await screen.hasNot(action)
  assert.equal(await screen.page.getByRole('heading', { name: 'Diffusion', exact: true }).count(), 0)
  assert.equal((await room.view()).stream, null)
  await room.close()
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints(), [])
})
