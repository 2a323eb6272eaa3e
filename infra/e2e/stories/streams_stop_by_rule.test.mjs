// The stops nobody presses, and the targets that say no. The platform under test waits
// STREAM_NO_MODERATOR_AFTER seconds instead of two minutes.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser } from '../lib/browser.mjs'
import { aLive, eventually, live } from '../lib/platform.mjs'
import { kill, restarted } from '../lib/processes.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'

let browser
before(async () => {
  browser = await aBrowser()
})
after(async () => {
  await browser?.close()
})

async function enters(person, room) {
  const { link } = await joinLink(person, room.id)
  const page = await browser.newPage()
  await page.goto(link)
  await page.locator('[data-test="userListItem"]').first().waitFor()
  return page
}

async function aStreamedLesson({ permanent = true } = {}) {
  const target = await aLive({ permanent })
  const room = await aRoom('ada', { name: 'Leçon', ...to(target) })
  await room.open()
  await room.reaches('OPEN')
  const moderator = await enters('ada', room)
  await room.streams('LIVE', { within: 40_000 })
  return { room, target, moderator }
}

test('S57 S60 without a waiting room Live enters alone and the stream starts by itself', async () => {
  const { room, target, moderator } = await aStreamedLesson()
  assert.equal((await live(target.id)).state, 'LIVE')
  await room.close()
  const ended = await room.streams('ENDED')
  assert.equal(ended.stream.reason, 'ROOM_CLOSED')
  await moderator.close()
})

test('S66 S67 S68 S71 the last moderator leaves and none returns: the stream stops, and says why', async () => {
  const { room, moderator } = await aStreamedLesson()
  const pupil = await enters('zoe', room)
  await moderator.close()
  const counting = await eventually('the countdown is shown', async () => {
    const now = await room.view()
    return now.stream.stopsAt ? now : null
  })
  const ended = await room.streams('ENDED', { within: 30_000 })
  assert.equal(ended.stream.reason, 'NO_MODERATOR')
  const late = Date.parse(ended.stream.since) - Date.parse(counting.stream.stopsAt)
  assert.ok(late > -500 && late < 10_000, `stopped ${late} ms after the deadline`)
  assert.equal(ended.status, 'OPEN')
  await room.streamWanted('LIVE')
  await enters('ada', room)
  await room.streams('LIVE', { within: 40_000 })
  await room.close()
  await room.reaches('CLOSED')
  await pupil.close()
})

test('S67 a moderator who returns in time keeps the stream', async () => {
  const { room, moderator } = await aStreamedLesson()
  await moderator.close()
  await eventually('the countdown is shown', async () => (await room.view()).stream.stopsAt)
  const back = await enters('ada', room)
  await eventually('the countdown is gone', async () => !(await room.view()).stream.stopsAt)
  assert.equal((await room.view()).stream.state, 'LIVE')
  await room.close()
  await room.reaches('CLOSED')
  await back.close()
})

test('S29 S65 the meeting ended from inside stops the stream', async () => {
  const { room, moderator } = await aStreamedLesson()
  await moderator.getByRole('button', { name: 'Mettre fin à la réunion' }).click()
  const confirm = moderator.getByRole('button', { name: /^(Oui|Mettre fin)/ })
  if (await confirm.count()) await confirm.first().click()
  const ended = await room.streams('ENDED')
  assert.ok(['MEETING_ENDED', 'ROOM_CLOSED'].includes(ended.stream.reason), ended.stream.reason)
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
  await room.close()
  await room.reaches('CLOSED')
})

test('S60 streaming-service killed while live: the same stream is back within 30 s, once', async () => {
  const { room, target, moderator } = await aStreamedLesson()
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
