// The platform's processes, as its launcher wrote them down; what a story kills, it kills by id.

import { readFile } from 'node:fs/promises'
import { eventually, portal } from './platform.mjs'

const data = process.env.WEBCONFERENCE_DATA

async function pid(service) {
  return Number((await readFile(`${data}/run/${service}.pid`, 'utf8')).trim().split(/\s+/)[0])
}

const killed = new Map()

/** Ends a service as a crash would. */
export async function kill(service) {
  const id = await pid(service)
  killed.set(service, id)
  process.kill(id, 'SIGKILL')
}

/** Waits until the launcher has started a killed service anew and the platform answers. */
export async function restarted(service) {
  await eventually(`${service} is started anew`, async () => (await pid(service)) !== killed.get(service), { within: 30_000 })
  await eventually('the portal answers', async () => (await fetch(`${portal}/session`)).status < 500, { within: 60_000 })
}
