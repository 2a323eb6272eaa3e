// Every screen, in both languages, wide, narrow and dark: nothing for axe to complain of, nothing cut
// off, and all of it by keyboard.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, fillSignIn } from '../lib/browser.mjs'
import { portal } from '../lib/platform.mjs'
import { aRoom } from '../lib/rooms.mjs'
import { aReader, holdsEveryWay, inEach, reach } from '../lib/screens.mjs'

let browser, room, guests, past
before(async () => {
  browser = await aBrowser()
  guests = await aRoom('chloe', { name: 'Portes ouvertes', publicLink: true, accessCode: '482913' })
  past = await aRoom('chloe', { name: 'Latin' })
  await past.open()
  await past.reaches('OPEN')
  await past.close()
  await past.reaches('CLOSED')
  room = await aRoom('chloe', { name: 'Club échecs', waitingRoom: true })
})
after(async () => {
  await browser?.close()
})

const words = {
  'fr-FR': { rooms: 'Mes salles', create: 'Créer une salle', name: 'Nom de la salle', cancel: 'Annuler', open: 'Ouvrir la salle' },
  'en-GB': { rooms: 'My rooms', create: 'Create a room', name: 'Room name', cancel: 'Cancel', open: 'Open the room' },
}

/** Screens that need a room with guests or a past: addresses, and what is there once they are shown. */
const more = [
  ['guests', () => `/salles/${guests.id}`, (page) => page.locator('#lien-public')],
  ['edit', () => `/salles/${guests.id}?action=modifier`, (page) => page.getByRole('dialog')],
  ['renew', () => `/salles/${guests.id}?action=renouveler`, (page) => page.getByRole('alertdialog')],
  ['history', () => `/salles/${past.id}/historique`, (page) => page.getByRole('table')],
  ['privacy', () => '/donnees-personnelles', (page) => page.locator('#mes-donnees a')],
  ['no-room', () => '/salles/00000000-0000-4000-8000-000000000000', (page) => page.getByRole('heading', { level: 1 })],
]

inEach(words, 'public link, history, own data and errors', async (locale, say) => {
  const page = await aReader(browser, locale)
  await page.goto(`${portal}/`)
  await fillSignIn(page, 'chloe')
  await page.getByRole('heading', { level: 1, name: say.rooms }).waitFor()
  for (const [name, address, there] of more) {
    await page.goto(portal + address())
    await there(page).first().waitFor()
    await holdsEveryWay(page, name, locale)
  }
  await page.context().close()
})

inEach(words, 'O1 the page of the public link', async (locale) => {
  const page = await aReader(browser, locale)
  await page.goto((await guests.view()).guests.link)
  await page.getByRole('textbox').first().waitFor()
  await holdsEveryWay(page, 'guest', locale)
  await page.locator('button[type=submit]').click()
  await page.locator('[aria-invalid]').first().waitFor()
  await holdsEveryWay(page, 'guest-faults', locale)
  await page.getByRole('textbox').nth(0).fill('Zoé Martin')
  await page.getByRole('textbox').nth(1).fill('482913')
  await page.locator('button[type=submit]').click()
  await page.getByRole('checkbox').waitFor() // the sound: one waits now
  await holdsEveryWay(page, 'guest-waiting', locale)
  await page.goto(`${portal}/p/unknown-link`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await holdsEveryWay(page, 'guest-unknown', locale)
  await page.context().close()
})

inEach(words, 'list, panel, dialog and waiting page', async (locale, say) => {
  const page = await aReader(browser, locale)
  await page.goto(`${portal}/`)
  await page.locator('input[name=username]').waitFor()
  await holdsEveryWay(page, 'sign-in', locale)
  await fillSignIn(page, 'chloe')
  await page.getByRole('heading', { level: 1, name: say.rooms }).waitFor()
  await page.getByRole('link', { name: /Club échecs/ }).first().waitFor()
  await holdsEveryWay(page, 'list', locale)
  await page.getByRole('link', { name: /Club échecs/ }).first().click()
  await page.getByRole('button', { name: say.open }).waitFor()
  await holdsEveryWay(page, 'panel', locale)
  await page.goto(`${portal}/salles/${room.id}/rejoindre`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await holdsEveryWay(page, 'waiting', locale)
  await page.goto(`${portal}/`)
  await page.getByRole('button', { name: say.create }).first().click()
  await page.getByRole('textbox', { name: say.name }).waitFor()
  await holdsEveryWay(page, 'create', locale)
  assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2))
  await page.context().close()
})

test('S14 S26 by keyboard alone a room is made, opened and closed', async () => {
  const page = await aReader(browser, 'fr-FR')
  const context = page.context()
  await page.goto(`${portal}/`)
  await page.locator('input[name=username]').focus()
  await page.keyboard.type('chloe')
  await page.keyboard.press('Tab')
  await page.keyboard.type('demo')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
  await reach(page, 'Créer une salle')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Nom de la salle' }).waitFor()
  await page.keyboard.type('Au clavier')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('heading', { level: 2, name: 'Au clavier' }).waitFor()
  await reach(page, 'Ouvrir la salle')
  const tab = context.waitForEvent('page')
  await page.keyboard.press('Enter')
  await tab
  await page.bringToFront()
  await page.getByRole('button', { name: 'Fermer la salle' }).waitFor()
  await reach(page, 'Fermer la salle')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog')
  await dialog.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ouvrir la salle' }).waitFor()
  await context.close()
})
