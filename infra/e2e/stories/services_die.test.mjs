// Each service is killed once while a room is being opened. Afterwards the room is open everywhere
// or closed everywhere, and there is exactly one meeting or none.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually, simulator } from '../lib/platform.mjs'
import { kill, restarted } from '../lib/processes.mjs'
import { aRoom, joinLink } from '../lib/rooms.mjs'

const meetingsNamed = async (name) =>
  (await (await fetch(`${simulator}/simulator/meetings`)).json()).filter((m) => m.name === name)

for (const service of ['room-service', 'meeting-service', 'streaming-service', 'notification-service', 'gateway']) {
  test(`D21 ${service} killed during an opening: one state everywhere, one meeting at most`, async () => {
    const name = `Panne de ${service}`
    const room = await aRoom('ada', { name })
    const opening = room.open().catch(() => null)
    await kill(service)
    await opening
    await restarted(service)
    const settled = await eventually('the room has settled', async () => {
      const now = await room.view()
      return now && (now.status === 'OPEN' || now.status === 'CLOSED') ? now : null
    }, { within: 35_000 })
    const meetings = await meetingsNamed(name)
    if (settled.status === 'CLOSED') {
      assert.deepEqual(meetings, [])
      // Where a service is just back, the gateway lets a few calls try it before it believes in it.
      await eventually('it can be opened', async () => (await room.open()).status < 300)
      await room.reaches('OPEN')
    } else {
      assert.equal(meetings.length, 1)
    }
    assert.equal((await joinLink('ada', room.id)).status, 302)
    assert.equal((await meetingsNamed(name)).length, 1)
    await room.close()
    await room.reaches('CLOSED')
    await eventually('the meeting is gone', async () => (await meetingsNamed(name)).length === 0)
  })
}
