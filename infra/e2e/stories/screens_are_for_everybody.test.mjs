// Every screen, in both languages, wide, narrow, dark and in forced colours: nothing for axe to complain
// of, nothing cut off. And every dialog by keyboard alone.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { aBrowser, fillSignIn, picture } from '../lib/browser.mjs'
import { aLive, as, eventually, portal } from '../lib/platform.mjs'
import { aRoom, to } from '../lib/rooms.mjs'

let browser, room, open
before(async () => {
  browser = await aBrowser()
  room = await aRoom('chloe', { name: 'Club échecs', waitingRoom: true, publicLink: true, accessCode: 'ECHECS', ...to(await aLive()) })
  open = await aRoom('chloe', { name: 'Chorale' })
  await open.open()
  await open.reaches('OPEN')
})
after(async () => {
  await open?.close()
  await browser?.close()
})

const ways = {
  wide: [{ width: 1280, height: 800 }, { colorScheme: 'light', forcedColors: 'none' }],
  narrow: [{ width: 320, height: 700 }, { colorScheme: 'light', forcedColors: 'none' }],
  dark: [{ width: 1280, height: 800 }, { colorScheme: 'dark', forcedColors: 'none' }],
  'dark-narrow': [{ width: 320, height: 700 }, { colorScheme: 'dark', forcedColors: 'none' }],
  forced: [{ width: 1280, height: 800 }, { colorScheme: 'light', forcedColors: 'active' }],
}

const at = (path) => (page) => page.goto(portal + path)
const inRoom = (action) => (page) => page.goto(`${portal}/salles/${room.id}?action=${action}`)
const inOpenRoom = (action) => (page) => page.goto(`${portal}/salles/${open.id}?action=${action}`)
const dialog = (page) => page.getByRole('dialog').waitFor()
const question = (page) => page.getByRole('alertdialog').waitFor()
const heading = (page) => page.getByRole('heading', { level: 1 }).first().waitFor()

/** Every screen of the portal: who looks at it, how one gets there, and when it is there. */
const screens = {
  list: ['chloe', at('/'), (page) => page.getByRole('link', { name: /Club échecs/ }).waitFor()],
  'list-empty': ['tom', at('/'), heading],
  panel: ['chloe', (page) => page.goto(`${portal}/salles/${room.id}`), (page) => page.getByRole('heading', { level: 2 }).first().waitFor()],
  'panel-open': ['chloe', (page) => page.goto(`${portal}/salles/${open.id}`), (page) => page.getByRole('heading', { level: 2 }).first().waitFor()],
  create: ['chloe', at('/?action=creer'), async (page) => {
    await dialog(page)
    for (const box of await page.getByRole('checkbox').all()) await box.check({ force: true }).catch(() => {})
  }],
  edit: ['chloe', inRoom('modifier'), dialog],
  share: ['chloe', inRoom('partager'), dialog],
  invite: ['chloe', inRoom('inviter'), dialog],
  close: ['chloe', inOpenRoom('fermer'), question],
  delete: ['chloe', inRoom('supprimer'), question],
  history: ['chloe', (page) => page.goto(`${portal}/salles/${open.id}/historique`), heading],
  waiting: ['chloe', (page) => page.goto(`${portal}/salles/${room.id}/rejoindre`), heading],
  refused: ['tom', (page) => page.goto(`${portal}/salles/${room.id}/rejoindre`), heading],
  guest: [null, async (page) => page.goto((await room.view()).guests.link), heading],
  'guest-invalid': [null, at('/p/nobody-knows-this-link'), heading],
  'no-such-room': ['chloe', at('/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11'), heading],
  'no-such-page': ['chloe', at('/nulle-part'), heading],
  accessibility: [null, at('/accessibilite'), heading],
  legal: [null, at('/mentions-legales'), heading],
  privacy: ['chloe', at('/donnees-personnelles'), heading],
  help: [null, at('/aide'), heading],
  operations: ['sam', at('/exploitation'), heading],
  'operations-invitations': ['sam', at('/exploitation/invitations'), heading],
  'operations-rules': ['sam', at('/exploitation/regles'), heading],
  'operations-audit': ['sam', at('/exploitation/journal'), heading],
}

/** What fades in is not yet what people read: waits until nothing moves but what never ends. */
async function isStill(page) {
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState === 'finished' || a.effect?.getComputedTiming().endTime === Infinity),
  )
}

async function hasNoFault(page, where) {
  await isStill(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`), [], where)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wider <= 0, `${where} is ${wider} px wider than the screen`)
}

for (const locale of ['fr-FR', 'en-GB']) {
  const contexts = new Map()

  /** A page of somebody's in that language, signed in once for all screens. */
  async function pageOf(person) {
    if (!contexts.has(person)) {
      const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      if (person !== null) {
        await page.goto(`${portal}/`)
        await page.locator('input[name=username]').waitFor()
        await fillSignIn(page, person)
        await page.getByRole('heading', { level: 1 }).waitFor()
      }
      contexts.set(person, page)
    }
    return contexts.get(person)
  }

  for (const [name, [person, go, isThere]] of Object.entries(screens)) {
    test(`${name} in ${locale}`, async () => {
      const page = await pageOf(person)
      await page.setViewportSize(ways.wide[0])
      await go(page)
      await isThere(page)
      for (const [way, [viewport, media]] of Object.entries(ways)) {
        await page.setViewportSize(viewport)
        await page.emulateMedia(media)
        await hasNoFault(page, `${name}, ${way}`)
        await picture(page, `screen-${name}-${locale}-${way}`)
      }
      await page.emulateMedia(ways.wide[1])
      assert.equal(await page.evaluate(() => document.documentElement.lang), locale.slice(0, 2))
      assert.doesNotMatch(await page.locator('body').innerText(), /\b[a-z]+\.[a-z]+[A-Z.][A-Za-z.]+\b/, 'a key is shown instead of its text')
    })
  }

  test(`sign-in in ${locale}`, async () => {
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    await page.goto(`${portal}/`)
    await page.locator('input[name=username]').waitFor()
    await hasNoFault(page, 'sign-in')
    await context.close()
  })
}

// By keyboard alone

/** Somebody who has signed in without a mouse: `{page, reach(name), tabTo(role, name), leave()}`. */
async function withoutMouse(login) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${portal}/`)
  await page.locator('input[name=username]').focus()
  await page.keyboard.type(login)
  await page.keyboard.press('Tab')
  await page.keyboard.type('demo')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
  /** Presses Tab until focus is on what a screen reader would call that. */
  const reach = async (name) => {
    for (let i = 0; i < 120; i++) {
      const found = await page.evaluate(() => {
        const here = document.activeElement
        const label = here?.labels?.[0]?.textContent ?? ''
        return [here?.getAttribute('aria-label'), label, here?.textContent].map((text) => (text ?? '').trim())
      })
      if (found.some((text) => text === name || text.startsWith(`${name} `) || text.startsWith(`${name}\n`))) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`« ${name} » is not reached by Tab`)
  }
  const press = async (name) => {
    await reach(name)
    await page.keyboard.press('Enter')
  }
  return { page, context, reach, press, leave: () => context.close() }
}

test('S14 by keyboard alone a room is made', async () => {
  const { page, press, leave } = await withoutMouse('chloe')
  await press('Créer une salle')
  await page.getByRole('textbox', { name: 'Nom de la salle' }).waitFor()
  await page.keyboard.type('Au clavier')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('heading', { level: 2, name: 'Au clavier' }).waitFor()
  await leave()
})

test('S26 S28 by keyboard alone a room is opened and closed', async () => {
  await aRoom('chloe', { name: 'Sans souris' })
  const { page, context, press, leave } = await withoutMouse('chloe')
  await press('Sans souris')
  await page.getByRole('heading', { level: 2, name: 'Sans souris' }).waitFor()
  const tab = context.waitForEvent('page')
  await press('Ouvrir la salle')
  await tab
  await page.bringToFront()
  await page.getByRole('button', { name: 'Fermer la salle' }).waitFor()
  await press('Fermer la salle')
  await page.getByRole('alertdialog').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ouvrir la salle' }).waitFor()
  await leave()
})

test('S45 by keyboard alone a room is shared', async () => {
  const shared = await aRoom('chloe', { name: 'Partage au clavier' })
  const { page, press, leave } = await withoutMouse('chloe')
  await press('Partage au clavier')
  await press('Partager')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('combobox').first().focus()
  await page.keyboard.type('petit')
  await page.getByRole('option', { name: /Bruno Petit/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await press('Enregistrer')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const kept = (await shared.api('GET', `/api/v1/rooms/${shared.id}/shares`)).json.shares
  assert.deepEqual(kept.map((share) => share.id), ['bruno'])
  await leave()
})

test('S38 by keyboard alone an invitation is sent', async () => {
  const inviting = await aRoom('chloe', { name: 'Invitation au clavier' })
  const { page, press, leave } = await withoutMouse('chloe')
  await press('Invitation au clavier')
  await press('Envoyer une invitation')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('dialog').getByRole('combobox').first().focus()
  await page.keyboard.type('tom')
  await page.getByRole('option', { name: /Tom Roux/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await press('Envoyer')
  await page.getByRole('dialog').getByText(/1 envoyée/).first().waitFor()
  const api = await as('chloe')
  await eventually('it is delivered', async () => {
    const { invitations } = (await api('GET', `/api/v1/rooms/${inviting.id}/invitations`)).json
    return invitations[0]?.counts.delivered === 1
  })
  await leave()
})
