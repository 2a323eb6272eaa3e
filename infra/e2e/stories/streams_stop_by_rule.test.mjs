// The stops nobody presses, and the targets that say no. The platform under test waits
// STREAM_NO_MODERATOR_AFTER seconds instead of two minutes.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, calm } from '../lib/browser.mjs'
import { aLive, eventually, live } from '../lib/platform.mjs'
import { kill, restarted } from '../lib/processes.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'
import { atBoth } from '../lib/places.mjs'

let browser, ada
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
})
after(async () => {
  await browser?.close()
})

async function enters(person, room) {
  const { link } = await joinLink(person, room.id)
  const page = await browser.newPage(calm)
  await page.goto(link)
  await page.locator('[data-test="userListItem"]').first().waitFor()
  return page
}

/** What the owner reads in the panel, at the desk and on the phone. */
async function bothRead(name, ...lines) {
  for (const screen of [ada.desk, ada.phone]) {
    await screen.choose(name)
    for (const line of lines) await screen.sees(line)
  }
}

async function aStreamedLesson(name, { permanent = true } = {}) {
  const target = await aLive({ permanent })
  const room = await aRoom('ada', { name, ...to(target) })
  await room.open()
  await room.reaches('OPEN')
  const moderator = await enters('ada', room)
  await room.streams('LIVE', { within: 40_000 })
  return { room, target, moderator }
}

/** Whichever the stream hears of first: that its meeting is over, or that its room was closed. */
function endedByClosing({ stream }) {
  assert.ok(['MEETING_ENDED', 'ROOM_CLOSED'].includes(stream.reason), stream.reason)
}

test('S57 without a waiting room « Live » enters alone: nobody has to accept it', async () => {
  const { room, target, moderator } = await aStreamedLesson('Sans accord')
  assert.equal((await live(target.id)).state, 'LIVE')
  await room.close()
  endedByClosing(await room.streams('ENDED'))
  await moderator.close()
})

const lesson = {}

test('S66 closing the tab is leaving: the last moderator gone, the stop is announced', async () => {
  Object.assign(lesson, await aStreamedLesson('Onglet fermé'))
  lesson.pupil = await enters('zoe', lesson.room)
  for (const screen of [ada.desk, ada.phone]) await screen.choose('Onglet fermé')
  await lesson.moderator.close()
  for (const screen of [ada.desk, ada.phone]) await screen.sees('Plus aucun modérateur : arrêt du direct dans')
  lesson.counting = await lesson.room.view()
})

test('S68 a participant who stays, and « Live », do not count as moderators', async () => {
  const ended = await lesson.room.streams('ENDED', { within: 30_000 })
  assert.equal(ended.stream.reason, 'NO_MODERATOR')
  assert.equal(ended.status, 'OPEN')
  const late = Date.parse(ended.stream.since) - Date.parse(lesson.counting.stream.stopsAt)
  assert.ok(late > -500 && late < 10_000, `stopped ${late} ms after the deadline`)
})

test('S71 the panel says that it was stopped, why, and offers « Lancer le stream »', async () => {
  await bothRead('Onglet fermé', 'Arrêté automatiquement', 'plus de modérateur')
  await ada.phone.picture('stopped-by-rule')
  await enters('ada', lesson.room)
  await ada.phone.click('Lancer le stream')
  await lesson.room.streams('LIVE', { within: 40_000 })
  await lesson.room.close()
  await lesson.room.reaches('CLOSED')
  await lesson.pupil.close()
})

test('S67 a moderator who returns in time keeps the stream', async () => {
  const { room, moderator } = await aStreamedLesson('Revenue à temps')
  await moderator.close()
  await eventually('the countdown is shown', async () => (await room.view()).stream.stopsAt)
  const back = await enters('ada', room)
  await eventually('the countdown is gone', async () => !(await room.view()).stream.stopsAt)
  assert.equal((await room.view()).stream.state, 'LIVE')
  await room.close()
  await room.reaches('CLOSED')
  await back.close()
})

test('S65 the meeting ended from inside stops the stream', async () => {
  const { room, moderator } = await aStreamedLesson('Fin de réunion')
  await moderator.getByRole('button', { name: 'Mettre fin à la réunion' }).click()
  const confirm = moderator.getByRole('button', { name: /^(Oui|Mettre fin)/ })
  if (await confirm.count()) await confirm.first().click()
  endedByClosing(await room.streams('ENDED'))
  await room.reaches('CLOSED')
})

test('S59 Live refused by a moderator: the stream says so, and « Lancer le stream » asks again', async () => {
  const target = await aLive()
  const room = await aRoom('ada', { name: 'Refus', waitingRoom: true, ...to(target) })
  await room.open()
  await room.reaches('OPEN')
  const moderator = await enters('ada', room)
  await room.streams('AWAITING_ADMISSION', { within: 40_000 })
  await moderator.locator('[data-test="waitingUser"]').filter({ hasText: 'Live' }).getByRole('button', { name: /Refuser/ }).click()
  const ended = await room.streams('ENDED')
  assert.equal(ended.stream.reason, 'REFUSED_BY_MODERATOR')
  await bothRead('Refus', '« Live » a été refusé par un modérateur.')
  await room.streamWanted('LIVE')
  await room.streams('AWAITING_ADMISSION', { within: 40_000 })
  await room.close()
  await room.reaches('CLOSED')
  await moderator.close()
})

test('S73 F17 a wrong key is told as such, and the conference goes on', async () => {
  const target = await aLive()
  const room = await aRoom('ada', { name: 'Mauvaise clé', ...to({ ...target, key: 'personne-ne-la-connait' }) })
  await room.open()
  await room.reaches('OPEN')
  const ended = await room.streams('ENDED', { within: 60_000 })
  assert.equal(ended.stream.reason, 'KEY_REFUSED')
  assert.equal(ended.status, 'OPEN')
  await bothRead('Mauvaise clé', 'La diffusion a échoué : clé refusée', 'Le direct PeerTube est peut-être terminé')
  await ada.phone.picture('stream-failed')
  await room.close()
  await room.reaches('CLOSED')
})

test('S60 streaming-service killed while live: the same stream is back within 30 s, once', async () => {
  const { room, target, moderator } = await aStreamedLesson('Panne pendant le direct')
  await kill('streaming-service')
  await restarted('streaming-service')
  await eventually('the stream is live again', async () => {
    const now = await live(target.id)
    return now.sessions.length === 2 && now.state === 'LIVE' && (await room.view()).stream.state === 'LIVE'
  }, { within: 60_000 })
  await room.close()
  await room.streams('ENDED')
  await moderator.close()
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints(), [])
})
