// The last story: after everything the others have done on this platform, what it has written down is
// searched for what lets somebody in, gives power, or says who somebody is.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readdir, readFile } from 'node:fs/promises'
import { aLive, as, portal, tokenOf } from '../lib/platform.mjs'
import { aRoom, joinLink, to } from '../lib/rooms.mjs'

const data = process.env.WEBCONFERENCE_DATA
const name = 'Salle du canari'
const code = 'Canari9174'
const theCode = 'the code of the public link'
const secrets = new Map()
const heard = []
const listening = new AbortController()
let room, history

before(async () => {
  await listen('ada')
  const live = await aLive()
  room = await aRoom('ada', { name, ...to(live), publicLink: true, accessCode: code })
  await room.open()
  await room.streams('LIVE', { within: 60_000 })
  const { pass, link } = await joinLink('ada', room.id)
  await room.close()
  await room.reaches('CLOSED')
  history = (await room.api('GET', `/api/v1/rooms/${room.id}/history`)).text

  secrets.set('the stream key', live.key)
  secrets.set(theCode, code)
  secrets.set('the pass to the meeting', new URL(pass).searchParams.get('pass').split('.').at(-1))
  secrets.set('the signed address of the meeting', new URL(link).searchParams.get('checksum'))
  secrets.set('an access token', (await tokenOf('ada')).split('.').at(-1))
  for (const file of await readdir(`${data}/secrets`)) {
    const text = (await readFile(`${data}/secrets/${file}`, 'utf8')).trim()
    secrets.set(`secrets/${file}`, file.endsWith('.json') ? JSON.parse(text).d : text)
  }
})

after(() => listening.abort())

/** Hears what the server pushes to a person's screens, as long as the story lasts. */
async function listen(person) {
  const stream = await fetch(`${portal}/api/v1/events`, {
    headers: { Authorization: `Bearer ${await tokenOf(person)}` },
    signal: listening.signal,
  })
  assert.equal(stream.status, 200)
  const read = async () => {
    for await (const piece of stream.body) heard.push(Buffer.from(piece))
  }
  read().catch(() => {})
}

async function filesUnder(directory) {
  const found = await readdir(directory, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`)
}

/** What is looked for and was found in any of these texts. */
const foundIn = (texts, wanted) => [...wanted].filter(([, text]) => texts.some((kept) => kept.includes(text))).map(([what]) => what)

const contents = async (directory) => Promise.all((await filesUnder(directory)).map((file) => readFile(file)))

test('P4 P26 nothing that gives entrance or power is in the log, the events, the database, the history or what is pushed', async () => {
  for (const [what, secret] of secrets) assert.ok(secret?.length >= 10, `${what} is no secret: too short to be looked for`)
  // Each with something that it does hold: a search that could not find anything would find nothing.
  const places = {
    'the log': [room.id, await contents(`${data}/log`)],
    'the events': [room.id, await contents(`${data}/kafka/data`)],
    'the database': [name, await contents(`${data}/postgresql/data`)],
    'the history': ['Ada Diallo', [Buffer.from(history)]],
    'what was pushed': [room.id, heard],
  }
  for (const [place, [known, texts]] of Object.entries(places)) {
    assert.ok(texts.some((kept) => kept.includes(known)), `${place} holds nothing of this room`)
    // The room keeps its code and shows it to its owner, who tells it to those who are to come.
    const owns = place === 'the database' || place === 'what was pushed'
    const found = foundIn(texts, secrets).filter((what) => !owns || what !== theCode)
    assert.deepEqual(found, [], place)
  }
})

test('O32 an administrator reads how each service is set, without a secret', async () => {
  const [sam, ada] = [await as('sam'), await as('ada')]
  for (const [service, known] of [['rooms', 'publicLinks'], ['meetings', 'servers'], ['streams', 'slots'], ['notifications', 'connectTimeout']]) {
    const address = `/api/v1/ops/configuration/${service}`
    assert.equal((await ada('GET', address)).status, 403, service)
    const { status, text } = await sam('GET', address)
    assert.equal(status, 200, service)
    assert.ok(text.includes(known), `${service} tells nothing of ${known}`)
    assert.ok(text.includes('******'), `${service} masks nothing`)
    assert.deepEqual(foundIn([text], secrets), [], service)
  }
})

test('P26 the log names nobody and holds no address of anybody', async () => {
  const log = await contents(`${data}/log`)
  const people = (await readFile(`${data}/directory.csv`, 'utf8')).trim().split('\n').slice(1).map((line) => line.split(','))
  assert.ok(people.length > 5)
  const named = people.flatMap(([, fullName, email]) => [fullName, email]).filter((text) => text && log.some((part) => part.includes(text)))
  assert.deepEqual(named, [])
})
