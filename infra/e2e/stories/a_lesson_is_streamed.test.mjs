// The main job, end to end: open a room, meet, stream it, stop. Judged from outside, by what the
// target recorded.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, picture, says, signedIn } from '../lib/browser.mjs'
import { clockTimes } from '../lib/clock.mjs'
import { probe, silences } from '../lib/media.mjs'
import { aLive, eventually, live, standIn } from '../lib/platform.mjs'

let browser, ada, target, conference
const started = {}

before(async () => {
  browser = await aBrowser()
  ada = await signedIn(browser, 'ada')
  target = await aLive({ permanent: false })
})

after(async () => {
  await browser?.close()
})

const stream = (words) => ada.page.getByText(says(words)).first()

test('S1 S3 S4 a teacher signs in and sees her rooms, with « Créer une salle »', async () => {
  await ada.page.getByRole('button', { name: 'Créer une salle' }).first().waitFor()
  assert.match(await ada.page.title(), /Web-conférence/)
})

test('S6 S8 S9 S14 S16 S17 S18 a room with a waiting room and a stream target is in the list at once, closed', async () => {
  await ada.page.getByRole('button', { name: 'Créer une salle' }).first().click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Nom de la salle' }).fill('Physique 3B')
  const waiting = dialog.getByRole('checkbox', { name: /salle d.attente/i })
  const streaming = dialog.getByRole('checkbox', { name: /streaming/i })
  assert.equal(await waiting.isChecked(), false)
  assert.equal(await streaming.isChecked(), false)
  await dialog.getByText(says("Activer la salle d'attente")).click()
  await dialog.getByText('Activer le streaming de la salle').click()
  await dialog.getByRole('textbox', { name: 'URL RTMP' }).fill(` ${target.url}/ `)
  await dialog.getByLabel('Clé de diffusion', { exact: true }).fill(target.key)
  await picture(ada.page, 'create-dialog')
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  const item = ada.page.getByRole('listitem').filter({ hasText: 'Physique 3B' })
  await item.getByText('Fermée').waitFor()
  await item.getByText(says("Salle d'attente activée")).waitFor()
  await item.getByText('Streaming activé').waitFor()
})

test('S26 S30 S60 « Ouvrir la salle » opens it and takes the opener into the conference as moderator', async () => {
  const tab = ada.context.waitForEvent('page')
  await ada.page.getByRole('button', { name: 'Ouvrir la salle' }).click()
  conference = await tab
  await conference.waitForURL(/\/html5client\/join/)
  await conference.locator('[data-test="userListItem"]').filter({ hasText: 'Ada Diallo' }).waitFor()
  await conference.getByRole('button', { name: 'Mettre fin à la réunion' }).waitFor()
  await ada.page.getByRole('button', { name: 'Rejoindre la salle' }).first().waitFor()
  await ada.page.getByRole('button', { name: 'Fermer la salle' }).waitFor()
})

test('S54 S55 S56 « Live » waits with the others; the moderator sees the bubble and admits it', async () => {
  await stream("Acceptez « Live » dans la salle d'attente").waitFor({ timeout: 30_000 })
  await picture(ada.page, 'waiting-for-admission')
  const waiting = conference.locator('[data-test="waitingUser"]').filter({ hasText: 'Live' })
  await waiting.waitFor()
  await picture(conference, 'conference-waiting-bubble')
  await waiting.getByRole('button', { name: /Accepter/ }).click()
})

test('S10 the icon turns green only when the target is receiving', async () => {
  await stream('En direct depuis').waitFor({ timeout: 30_000 })
  const known = await live(target.id)
  assert.equal(known.state, 'LIVE')
  assert.ok(known.bytes > 0, 'the target has received nothing')
  const item = ada.page.getByRole('listitem').filter({ hasText: 'Physique 3B' })
  await item.getByText('En direct').waitFor()
  started.live = Date.now()
  await picture(ada.page, 'live')
})

test('the stream can be watched on its page', async () => {
  const viewer = await ada.context.newPage()
  await viewer.goto(target.watch)
  await eventually('the watch page plays', () => viewer.evaluate(() => (document.querySelector('video')?.currentTime ?? 0) > 1), { within: 20_000 })
  await picture(viewer, 'watch-page')
  await viewer.close()
})

test('S61 S63 S64 « Arrêter le stream » pauses it, and says so when it is so', async () => {
  await eventually('12 s have been streamed', async () => Date.now() - started.live > 12_000)
  await ada.page.getByRole('button', { name: 'Arrêter le stream' }).click()
  await stream('Stream arrêté par Ada Diallo').waitFor({ timeout: 10_000 })
  started.paused = Date.now()
  await picture(ada.page, 'paused')
  assert.equal(await ada.page.getByRole('button', { name: 'Arrêter le stream' }).count(), 0)
  await eventually('6 s of pause have gone out', async () => Date.now() - started.paused > 6_000)
})

test('S62 « Lancer le stream » resumes the same session', async () => {
  await ada.page.getByRole('button', { name: 'Lancer le stream' }).click()
  await stream('En direct depuis').waitFor({ timeout: 10_000 })
  started.resumed = Date.now()
  await eventually('8 s more have been streamed', async () => Date.now() - started.resumed > 8_000)
  assert.equal((await live(target.id)).sessions.length, 1)
})

test('S28 S65 « Fermer la salle » ends the conference for everybody and the stream with it', async () => {
  await ada.page.getByRole('button', { name: 'Fermer la salle' }).click()
  const dialog = ada.page.getByRole('alertdialog')
  await dialog.getByText(says('1 personne est connectée')).waitFor()
  await picture(ada.page, 'close-dialog')
  await dialog.getByRole('button', { name: 'Fermer la salle' }).click()
  await ada.page.getByRole('button', { name: 'Ouvrir la salle' }).waitFor()
  await conference.locator('[data-test="meetingEndedModal"]').waitFor()
  await eventually('the live has ended', async () => (await live(target.id)).state === 'ENDED')
})

test('S76 S77 the replay is found in « Ma bibliothèque », and holds the lesson and the pause', async () => {
  const known = await eventually('the replay is there', async () => {
    const now = await live(target.id)
    return now.sessions.at(-1)?.file ? now : null
  })
  assert.equal(known.sessions.length, 1, 'the pause opened the session anew')
  const file = known.sessions[0].file
  const media = await probe(file)
  assert.equal(media.video.codec_name, 'h264')
  assert.equal(media.audio.codec_name, 'aac')
  assert.deepEqual([media.video.width, media.video.height], [1280, 720])
  assert.ok(media.seconds >= 24, `only ${media.seconds} s were recorded`)

  const times = await clockTimes(file)
  const read = times.filter((t) => t.ms !== null)
  assert.ok(read.length >= 10, `the meeting's clock was read in ${read.length} pictures only`)
  for (let i = 1; i < read.length; i++) assert.ok(read[i].ms >= read[i - 1].ms, 'the clock ran backwards')

  const pauses = await silences(file, { least: 3 })
  assert.equal(pauses.length, 1, `silences of 3 s and more: ${JSON.stringify(pauses)}`)
  assert.ok(pauses[0].end - pauses[0].start >= 5, 'the pause was not silent for its whole length')
  const between = (t) => t.at > pauses[0].start + 1 && t.at < pauses[0].end - 1
  assert.deepEqual(times.filter(between).filter((t) => t.ms !== null), [], 'the meeting was seen during the pause')

  const gaps = (await silences(file, { least: 0.1 })).filter((s) => s.start > 3 && s.end < pauses[0].start - 0.5)
  assert.deepEqual(gaps, [], 'the sound has gaps')

  const library = await ada.context.newPage()
  await library.goto(`${standIn}/my-library/videos`)
  await library.getByText(target.id).first().waitFor()
  await picture(library, 'library')
  await library.close()
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints, [])
})
