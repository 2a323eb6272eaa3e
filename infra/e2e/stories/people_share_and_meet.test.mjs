// Several people and one room: who sees it, who enters as what, who may do what.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, aPerson, fillSignIn, picture, says, signedIn } from '../lib/browser.mjs'
import { as, eventually, mailbox, portal, simulator } from '../lib/platform.mjs'
import { aRoom, joinLink } from '../lib/rooms.mjs'

let browser, ada, room
before(async () => {
  browser = await aBrowser()
  ada = await signedIn(browser, 'ada')
  room = await aRoom('ada', { name: 'Histoire 3B' })
})
after(async () => {
  await browser?.close()
})

const item = (person) => person.page.getByRole('listitem').filter({ hasText: 'Histoire 3B' })

test('S6 S25 a room made elsewhere appears in the list without reloading', async () => {
  await item(ada).waitFor()
})

test('S12 clicking a room selects it and its actions appear', async () => {
  await item(ada).getByRole('link').first().click()
  await ada.page.getByRole('heading', { level: 2, name: 'Histoire 3B' }).waitFor()
  await ada.page.getByRole('button', { name: 'Ouvrir la salle' }).waitFor()
  assert.match(ada.page.url(), new RegExp(room.id))
})

test('S15 S19 blank name and missing key: the field says why, and nothing typed is lost', async () => {
  await ada.page.getByRole('button', { name: 'Créer une salle' }).first().click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByText('Activer le streaming de la salle').click()
  await dialog.getByRole('textbox', { name: 'URL RTMP' }).fill('rtmp://ailleurs.example.org/live')
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await dialog.getByText('Donnez un nom à la salle.').first().waitFor()
  await picture(ada.page, 'create-dialog-errors')
  await dialog.getByRole('textbox', { name: 'Nom de la salle' }).fill('Essai')
  await dialog.getByLabel('Clé de diffusion', { exact: true }).fill('une-cle')
  await dialog.getByRole('button', { name: 'Créer', exact: true }).click()
  await dialog.getByText(/serveur de diffusion n.est pas autorisé/).first().waitFor()
  assert.equal(await dialog.getByRole('textbox', { name: 'URL RTMP' }).inputValue(), 'rtmp://ailleurs.example.org/live')
  await ada.page.keyboard.press('Escape')
  await ada.page.getByRole('button', { name: 'Abandonner' }).click()
  await dialog.waitFor({ state: 'hidden' })
})

test('S37 the link is copied, and the screen says so', async () => {
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: portal })
  await ada.page.getByRole('button', { name: /Copier le lien/ }).click()
  await ada.page.getByText(/Lien copié/).first().waitFor()
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText())
  assert.equal(copied, `${portal}/salles/${room.id}/rejoindre`)
})

test('S32 S40 a pupil with the link signs in, waits straight at the room, and enters by herself when it opens', async () => {
  const zoe = await aPerson(browser)
  await zoe.page.goto(`${portal}/salles/${room.id}/rejoindre`)
  await fillSignIn(zoe.page, 'zoe')
  await zoe.page.getByText(says("La salle n'est pas encore ouverte.")).first().waitFor()
  await picture(zoe.page, 'waiting-page')
  await room.open()
  await zoe.page.waitForURL(/\/html5client\/join/, { timeout: 30_000 })
  await zoe.page.locator('[data-test="userListItem"]').filter({ hasText: 'Zoé Bernard' }).waitFor()
  // S31: a viewer has no button to end the meeting
  assert.equal(await zoe.page.getByRole('button', { name: 'Mettre fin à la réunion' }).count(), 0)
  await zoe.leave()
})

test('S2 S31 joining by link puts the room in nobody else’s list, and gives no right', async () => {
  const zoe = await as('zoe')
  assert.deepEqual((await zoe('GET', '/api/v1/rooms')).json.rooms.filter((r) => r.id === room.id), [])
  assert.equal((await zoe('DELETE', `/api/v1/rooms/${room.id}/opening`)).status, 404)
  assert.equal((await room.view()).status, 'OPEN')
})

test('S13 S45 S46 S47 S48 shared with a colleague: he sees it at once, with the buttons of his role', async () => {
  const bruno = await signedIn(browser, 'bruno')
  assert.equal(await item(bruno).count(), 0)
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }] })
  await item(bruno).waitFor()
  await item(bruno).getByRole('link').first().click()
  await bruno.page.getByRole('button', { name: 'Fermer la salle' }).waitFor()
  assert.equal(await bruno.page.getByRole('button', { name: 'Envoyer une invitation' }).count(), 0)
  assert.equal(await bruno.page.getByRole('button', { name: 'Modifier' }).count(), 0)
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MANAGER' }] })
  await bruno.page.getByRole('button', { name: 'Envoyer une invitation' }).waitFor()
  await bruno.page.getByRole('button', { name: 'Modifier' }).waitFor()
  await picture(bruno.page, 'shared-room')
  await bruno.leave()
})

test('S30 S58 a moderator by share arrives as moderator and never waits', async () => {
  const { link } = await joinLink('bruno', room.id)
  assert.match(link, /role=MODERATOR/)
  assert.doesNotMatch(link, /guest=true/)
})

test('S33 S35 S36 opening again what is open, closing what is closed: no second meeting, no error', async () => {
  const before = await room.reaches('OPEN')
  const again = await room.open()
  assert.equal(again.status, 200)
  assert.equal(again.json.opening.id, before.opening.id)
  await room.close()
  await room.reaches('CLOSED')
  assert.equal((await room.close()).status, 200)
  await room.open()
  const next = await room.reaches('OPEN')
  assert.notEqual(next.opening.id, before.opening.id)
  assert.equal(next.link, before.link)
})

test('S34 fifty people open one closed room at the same moment and end in one conference', async () => {
  const shared = await aRoom('ada', { name: 'Tous à la fois' })
  await shared.api('PUT', `/api/v1/rooms/${shared.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }] })
  const bruno = await as('bruno')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => (i % 2 ? shared.open() : bruno('PUT', `/api/v1/rooms/${shared.id}/opening`))),
  )
  assert.deepEqual([...new Set(answers.map((a) => a.status))], [200])
  assert.equal(new Set(answers.map((a) => a.json.opening.id)).size, 1)
  await shared.reaches('OPEN')
  const meetings = await (await fetch(`${simulator}/simulator/meetings`)).json()
  assert.equal(meetings.filter((m) => m.name === 'Tous à la fois').length, 1)
  await shared.close()
})

test('S29 « Mettre fin à la réunion » in the conference closes the room in the portal', async () => {
  const tab = ada.context.waitForEvent('page')
  await ada.page.getByRole('button', { name: 'Rejoindre la salle' }).first().click()
  const conference = await tab
  await conference.getByRole('button', { name: 'Mettre fin à la réunion' }).click()
  const confirm = conference.getByRole('button', { name: /^(Oui|Mettre fin)/ })
  if (await confirm.count()) await confirm.first().click()
  await ada.page.getByRole('button', { name: 'Ouvrir la salle' }).waitFor()
  await item(ada).getByText('Fermée').waitFor()
})

test('S38 S39 S41 S42 an invitation reaches each mailbox once, with the link', async () => {
  await ada.page.getByRole('button', { name: 'Envoyer une invitation' }).click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText('Sélectionnez au moins un destinataire.').first().waitFor()
  await dialog.getByRole('combobox').fill('zoe')
  await ada.page.getByRole('option', { name: /Zoé Bernard/ }).click()
  await dialog.getByRole('textbox', { name: 'Objet' }).fill('Histoire : la Révolution')
  await picture(ada.page, 'invitation-dialog')
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText(/1 envoyée/).first().waitFor()
  const messages = await eventually('the message is in the mailbox', async () => {
    const all = await (await fetch(`${mailbox}/api/messages?to=zoe`)).json()
    const mine = all.filter((m) => m.subject === 'Histoire : la Révolution')
    return mine.length ? mine : null
  })
  assert.equal(messages.length, 1)
  assert.match(messages[0].text, new RegExp(`/salles/${room.id}/rejoindre`))
})

test('P4 the way in is never kept: no-store, no referrer, once only', async () => {
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

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints, [])
})
