// What the screen says holds when the line does not: push held back, the browser offline, several tabs,
// views gone stale, and names that try to be more than names.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, aPerson, fillSignIn } from '../lib/browser.mjs'
import { as, eventually, portal, simulator } from '../lib/platform.mjs'
import { aRoom } from '../lib/rooms.mjs'
import { signedInAt } from '../lib/places.mjs'

let browser
before(async () => {
  browser = await aBrowser()
})
after(async () => {
  await browser?.close()
})

const heldBack = (context) => context.route('**/api/v1/events**', (route) => route.abort())

test('S13 where a proxy holds back push, the list still follows', async () => {
  const room = await aRoom('chloe', { name: 'Sans flux' })
  const chloe = await aPerson(browser)
  await heldBack(chloe.context)
  await chloe.page.clock.install()
  await chloe.page.goto(`${portal}/`)
  await fillSignIn(chloe.page, 'chloe')
  const item = chloe.page.getByRole('listitem').filter({ hasText: 'Sans flux' })
  await item.getByText('Fermée').waitFor()
  await room.open()
  await room.reaches('OPEN')
  await chloe.page.clock.runFor(61_000)
  await item.getByText('Ouverte', { exact: true }).waitFor()
  await room.close()
  await room.reaches('CLOSED')
  await chloe.page.clock.runFor(16_000)
  await item.getByText('Fermée').waitFor()
  await chloe.leave()
})

test('S32 where a proxy holds back push, who waits at the door still gets in by oneself', async () => {
  const room = await aRoom('ada', { name: 'Porte sans flux' })
  const zoe = await aPerson(browser)
  await heldBack(zoe.context)
  await zoe.page.goto(`${portal}/salles/${room.id}/rejoindre`)
  await fillSignIn(zoe.page, 'zoe')
  await zoe.page.getByText(/La salle n.est pas encore ouverte/).first().waitFor()
  await room.open()
  await zoe.page.waitForURL(/\/html5client\/join/, { timeout: 40_000 })
  await zoe.leave()
  await room.close()
})

test('F40 offline the screen says so and keeps its list; back online it is in step within seconds', async () => {
  const room = await aRoom('chloe', { name: 'Coupure' })
  const chloe = await aPerson(browser)
  await chloe.page.clock.install()
  await chloe.page.goto(`${portal}/`)
  await fillSignIn(chloe.page, 'chloe')
  const item = chloe.page.getByRole('listitem').filter({ hasText: 'Coupure' })
  await item.waitFor()
  await chloe.context.setOffline(true)
  await chloe.page.clock.runFor(66_000)
  await chloe.page.getByText(/Connexion perdue/).waitFor()
  await item.getByText('Fermée').waitFor()
  await room.open()
  await room.reaches('OPEN')
  await chloe.context.setOffline(false)
  await chloe.page.clock.runFor(30_000)
  await item.getByText('Ouverte', { exact: true }).waitFor({ timeout: 5_000 })
  await chloe.page.getByText(/Connexion perdue/).waitFor({ state: 'detached' })
  await chloe.leave()
  await room.close()
})

test('F40 an action on a stale view is a conflict that shows both values, never a wrong effect', async () => {
  const room = await aRoom('chloe', { name: 'Vue ancienne' })
  const chloe = await signedInAt(browser, 'chloe', 'phone')
  await chloe.choose('Vue ancienne')
  await chloe.click('Modifier')
  await chloe.dialog().getByRole('textbox', { name: 'Nom de la salle' }).fill('Mon nom')
  const { settingsVersion } = await room.view()
  await room.api('PUT', `/api/v1/rooms/${room.id}`, { name: 'Leur nom', waitingRoom: false, streaming: null, settingsVersion })
  await chloe.dialog().getByRole('button', { name: 'Modifier', exact: true }).click()
  await chloe.dialog().getByText('Valeurs en conflit').waitFor()
  await chloe.dialog().getByText('Mon nom').first().waitFor()
  await chloe.dialog().getByText('Leur nom').first().waitFor()
  await chloe.picture('conflict')
  assert.equal((await room.view()).name, 'Leur nom')
  await chloe.dialog().getByRole('button', { name: 'Garder les miennes' }).click()
  await eventually('hers is kept', async () => (await room.view()).name === 'Mon nom')
  await chloe.leave()
})

test('F40 six tabs of one browser hear the server over one connection', async () => {
  const chloe = await signedInAt(browser, 'chloe', 'desk')
  let connections = 0
  chloe.context.on('request', (request) => {
    if (/\/api\/v1\/events/.test(request.url())) connections++
  })
  const tabs = []
  for (let i = 0; i < 5; i++) {
    const tab = await chloe.context.newPage()
    await tab.goto(`${portal}/`)
    await tab.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
    tabs.push(tab)
  }
  const room = await aRoom('chloe', { name: 'Dans tous les onglets' })
  for (const tab of [chloe.page, ...tabs]) await tab.getByRole('listitem').filter({ hasText: 'Dans tous les onglets' }).waitFor()
  assert.ok(connections <= 1, `${connections} more connections were made`)
  assert.deepEqual(chloe.complaints, [])
  await room.api('DELETE', `/api/v1/rooms/${room.id}`)
  await chloe.leave()
})

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '</title><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)">',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<math><mtext><img src onerror=alert(1)>',
  '<style>@import "javascript:alert(1)"</style>',
  '<body onload=alert(1)>',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '<object data="javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '[x](javascript:alert(1))',
]

test('P12 what is typed as a name is shown as a name: no script of it ever runs', async () => {
  const rooms = []
  for (const name of payloads) rooms.push(await aRoom('chloe', { name: name.slice(0, 50) }))
  const chloe = await signedInAt(browser, 'chloe', 'desk')
  let ran = 0
  chloe.context.on('page', (page) => page.on('dialog', (dialog) => (ran++, dialog.dismiss())))
  chloe.page.on('dialog', (dialog) => (ran++, dialog.dismiss()))
  await chloe.list()
  const names = await Promise.all(rooms.map(async (room) => (await room.view()).name))
  for (const name of names) await chloe.page.getByRole('link', { name, exact: true }).first().waitFor()
  const tabs = [chloe.page, await chloe.context.newPage(), await chloe.context.newPage()]
  await Promise.all(tabs.map(async (tab, nth) => {
    for (let i = nth; i < rooms.length; i += tabs.length) {
      await tab.goto(`${portal}/salles/${rooms[i].id}`)
      await tab.getByRole('heading', { level: 2, name: names[i], exact: true }).waitFor()
      await tab.goto(`${portal}/salles/${rooms[i].id}/rejoindre`)
      await tab.getByRole('heading', { level: 1, name: names[i], exact: true }).waitFor()
    }
  }))
  assert.equal(ran, 0)
  assert.deepEqual(chloe.complaints, [], 'the policy had to stop something')
  for (const room of rooms) await room.api('DELETE', `/api/v1/rooms/${room.id}`)
  await chloe.leave()
})

test('P5 a name full of separators reaches the conference as it is, and adds no parameter', async () => {
  const name = 'a&role=MODERATOR&guest=true=+%26?#é/\\'
  const room = await aRoom('ada', { name })
  await room.open()
  await room.reaches('OPEN')
  const meetings = await (await fetch(`${simulator}/simulator/meetings`)).json()
  assert.equal(meetings.filter((m) => m.name === name).length, 1)
  await room.close()
})

test('D10 nothing changes by GET', async () => {
  const room = await aRoom('ada', { name: 'Lecture seule' })
  const api = await as('ada')
  for (const path of ['opening', 'join', 'stream', 'public-link', 'shares/effect']) {
    const { status } = await api('GET', `/api/v1/rooms/${room.id}/${path}`)
    assert.ok([404, 405].includes(status), `GET ${path} answered ${status}`)
  }
  assert.equal((await room.view()).status, 'CLOSED')
})
