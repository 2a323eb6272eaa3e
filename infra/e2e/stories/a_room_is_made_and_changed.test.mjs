// §1.2 of what the documentation says: the form of a room, when it is made and later.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, says } from '../lib/browser.mjs'
import { aLive, as, eventually } from '../lib/platform.mjs'
import { aRoom, to } from '../lib/rooms.mjs'
import { atBoth, row } from '../lib/places.mjs'

let browser, ada
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
})
after(async () => {
  await browser?.close()
})

const named = (dialog) => dialog.getByRole('textbox', { name: 'Nom de la salle' })
const waiting = (dialog) => dialog.getByRole('checkbox', { name: says("Activer la salle d'attente") })
const streaming = (dialog) => dialog.getByRole('checkbox', { name: 'Activer le streaming de la salle' })
const url = (dialog) => dialog.getByRole('textbox', { name: 'URL RTMP' })
const key = (dialog) => dialog.getByLabel('Clé de diffusion', { exact: true })
const create = (dialog) => dialog.getByRole('button', { name: 'Créer', exact: true })
const save = (dialog) => dialog.getByRole('button', { name: 'Modifier', exact: true })

/** The room of that name as its owner's API tells it. */
const made = (name) =>
  eventually(`« ${name} » is there`, async () => {
    const rooms = (await (await as('ada'))('GET', '/api/v1/rooms')).json.rooms
    return rooms.find((room) => room.name === name)
  })

async function abandon(screen) {
  await screen.page.keyboard.press('Escape')
  await screen.page.getByRole('button', { name: 'Abandonner' }).click()
  await screen.dialog().waitFor({ state: 'hidden' })
}

row('S4 the list has a button « Créer une salle »', async (place) => {
  await (await ada[place].list()).button('Créer une salle').waitFor()
})

row('S14 the form asks for a name, and « Créer » makes the room', async (place) => {
  const dialog = await ada[place].newRoom()
  await named(dialog).fill(`Espagnol ${place}`)
  await ada[place].picture('create-dialog')
  await create(dialog).click()
  await ada[place].page.getByRole('heading', { level: 2, name: `Espagnol ${place}` }).waitFor()
})

row('S15 a blank name is refused at its field; one letter is a name', async (place) => {
  const screen = ada[place]
  const dialog = await screen.newRoom()
  await named(dialog).fill('   ')
  await create(dialog).click()
  await dialog.getByText('Donnez un nom à la salle.').first().waitFor()
  assert.equal(await named(dialog).getAttribute('aria-invalid'), 'true')
  const letter = place === 'desk' ? 'A' : 'B'
  await named(dialog).fill(letter)
  await create(dialog).click()
  await screen.page.getByRole('heading', { level: 2, name: letter, exact: true }).waitFor()
})

row('S16 « Activer la salle d’attente » is unticked at first, and makes people wait when ticked', async (place) => {
  const dialog = await ada[place].newRoom()
  assert.equal(await waiting(dialog).isChecked(), false)
  await named(dialog).fill(`Filtrée ${place}`)
  await waiting(dialog).check()
  await create(dialog).click()
  assert.equal((await made(`Filtrée ${place}`)).waitingRoom, true)
})

row('S17 « Activer le streaming de la salle » is unticked at first; ticked, the room can be broadcast', async (place) => {
  const live = await aLive()
  const dialog = await ada[place].newRoom()
  assert.equal(await streaming(dialog).isChecked(), false)
  await named(dialog).fill(`Émission ${place}`)
  await streaming(dialog).check()
  await url(dialog).fill(live.url)
  await key(dialog).fill(live.key)
  await create(dialog).click()
  assert.equal((await made(`Émission ${place}`)).streaming.host, 'localhost')
})

row('S18 ticking streaming shows « URL RTMP » and « Clé de diffusion », unticking hides them', async (place) => {
  const dialog = await ada[place].newRoom()
  assert.equal(await url(dialog).count(), 0)
  await streaming(dialog).check()
  await url(dialog).waitFor()
  await key(dialog).waitFor()
  await streaming(dialog).uncheck()
  await url(dialog).waitFor({ state: 'detached' })
  assert.equal(await key(dialog).count(), 0)
  await ada[place].page.keyboard.press('Escape')
})

row('S19 streaming without address or key is refused at the field, in both forms', async (place) => {
  const screen = ada[place]
  const dialog = await screen.newRoom()
  await named(dialog).fill(`Incomplète ${place}`)
  await streaming(dialog).check()
  await create(dialog).click()
  await dialog.getByText(/L.adresse doit commencer par rtmp/).first().waitFor()
  await url(dialog).fill('rtmp://ailleurs.example.org/live')
  await create(dialog).click()
  await dialog.getByText('Indiquez la clé de diffusion.').first().waitFor()
  await screen.picture('create-dialog-errors')
  await key(dialog).fill('une-cle')
  await create(dialog).click()
  await dialog.getByText(/serveur de diffusion n.est pas autorisé/).first().waitFor()
  assert.equal(await url(dialog).inputValue(), 'rtmp://ailleurs.example.org/live', 'what was typed is lost')
  await abandon(screen)
  await aRoom('ada', { name: `À compléter ${place}` })
  await screen.choose(`À compléter ${place}`)
  await screen.click('Modifier')
  await streaming(screen.dialog()).check()
  await save(screen.dialog()).click()
  await screen.dialog().getByText(/L.adresse doit commencer par rtmp/).first().waitFor()
  await abandon(screen)
})

row('S20 an address copied from PeerTube works as it is: spaces, a final /, rtmp and rtmps', async (place) => {
  const live = await aLive()
  for (const [which, address] of [['claire', ` ${live.url}/ `], ['chiffrée', live.secureUrl]]) {
    const name = `Adresse ${which} ${place}`
    const dialog = await ada[place].newRoom()
    await named(dialog).fill(name)
    await streaming(dialog).check()
    await url(dialog).fill(address)
    await key(dialog).fill(live.key)
    await create(dialog).click()
    assert.equal((await made(name)).streaming.url, address.trim().replace(/\/$/, ''))
  }
})

row('S21 help beside the fields leads to the values in PeerTube', async (place) => {
  const screen = ada[place]
  const dialog = await screen.newRoom()
  await streaming(dialog).check()
  await dialog.getByText('Où trouver ces informations ?').click()
  for (const step of ['« Publier »', '« Aller au direct »', '« Paramètres du direct »']) {
    await dialog.getByText(says(step)).first().waitFor()
  }
  await abandon(screen)
})

row('S22 owner and Gestionnaire change name, waiting room and streaming later; the key is never shown', async (place) => {
  const live = await aLive()
  const room = await aRoom('ada', { name: `Avant ${place}`, ...to(live) })
  const screen = await ada[place].choose(`Avant ${place}`)
  await screen.click('Modifier')
  const dialog = screen.dialog()
  await named(dialog).fill(`Après ${place}`)
  await waiting(dialog).check()
  await dialog.getByText('Clé enregistrée').waitFor()
  assert.doesNotMatch(await screen.page.content(), new RegExp(live.key))
  await save(dialog).click()
  await screen.page.getByRole('heading', { level: 2, name: `Après ${place}` }).waitFor()
  const now = await room.view()
  assert.deepEqual([now.name, now.waitingRoom, now.streaming.url], [`Après ${place}`, true, live.url])
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MANAGER' }] })
  const bruno = await as('bruno')
  const { settingsVersion } = now
  const changed = await bruno('PUT', `/api/v1/rooms/${room.id}`, { name: `Par Bruno ${place}`, waitingRoom: false, streaming: null, settingsVersion })
  assert.equal(changed.status, 200)
  await screen.page.getByRole('heading', { level: 2, name: `Par Bruno ${place}` }).waitFor()
})

row('S23 waiting room and streaming go together in all four ways', async (place) => {
  const live = await aLive()
  for (const [waits, streams] of [[false, false], [false, true], [true, false], [true, true]]) {
    const name = `${waits ? 'A' : 'S'}${streams ? 'D' : 'N'} ${place}`
    const dialog = await ada[place].newRoom()
    await named(dialog).fill(name)
    await waiting(dialog).setChecked(waits)
    await streaming(dialog).setChecked(streams)
    if (streams) {
      await url(dialog).fill(live.url)
      await key(dialog).fill(live.key)
    }
    await create(dialog).click()
    const room = await made(name)
    assert.deepEqual([room.waitingRoom, room.streaming !== null], [waits, streams])
  }
})

row('S24 changed while open: the form says when each value takes effect', async (place) => {
  const room = await aRoom('ada', { name: `Ouverte ${place}` })
  await room.open()
  await room.reaches('OPEN')
  const screen = await ada[place].choose(`Ouverte ${place}`)
  await screen.click('Modifier')
  await screen.dialog().getByText(says("la salle d'attente s'appliquera à la prochaine ouverture, l'adresse et la clé au prochain lancement du stream")).waitFor()
  await named(screen.dialog()).fill(`Renommée ${place}`)
  await save(screen.dialog()).click()
  await screen.page.getByRole('heading', { level: 2, name: `Renommée ${place}` }).waitFor()
  await room.close()
})

row('S25 other open screens show the new values without reloading', async (place) => {
  const room = await aRoom('ada', { name: `Ancien nom ${place}` })
  const screen = await ada[place].list()
  await screen.item(`Ancien nom ${place}`).waitFor()
  const { settingsVersion } = await room.view()
  await room.api('PUT', `/api/v1/rooms/${room.id}`, { name: `Nouveau nom ${place}`, waitingRoom: true, streaming: null, settingsVersion })
  await screen.item(`Nouveau nom ${place}`).getByText(/Salle d.attente activée/).waitFor({ timeout: 5_000 })
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints(), [])
})
