// One person at a desk and on a phone: what the documentation says must hold on both.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPerson, fillSignIn, picture, says } from './browser.mjs'
import { portal } from './platform.mjs'

const places = {
  desk: { width: 1280, height: 800 },
  phone: { width: 320, height: 640 },
}

/** Tells one row of the documentation at the desk and on the phone, at the same time. */
export function row(name, tell) {
  test(name, { concurrency: true }, (t) =>
    Promise.all(Object.entries(places).map(([place, { width }]) => t.test(`${name} (${width} px)`, () => tell(place)))),
  )
}

/** The same at the desk first and then on the phone, where both use what the machine has once: its clipboard. */
export function rowInTurn(name, tell) {
  for (const [place, { width }] of Object.entries(places)) test(`${name} (${width} px)`, () => tell(place))
}

/** A person who has signed in at a desk and on a phone: `{desk, phone, complaints(), leave()}`, a Screen each. */
export async function atBoth(browser, login) {
  const desk = await signedInAt(browser, login, 'desk')
  const phone = await signedInAt(browser, login, 'phone')
  return {
    desk,
    phone,
    complaints: () => [...desk.complaints, ...phone.complaints],
    leave: async () => {
      await desk.leave()
      await phone.leave()
    },
  }
}

/** A person who has signed in and sees the list of rooms. */
export async function signedInAt(browser, login, place) {
  const screen = await aScreen(browser, place)
  await screen.page.goto(`${portal}/`)
  await fillSignIn(screen.page, login)
  await screen.page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
  return screen
}

/** A browser of somebody who has not signed in. */
export async function aScreen(browser, place) {
  return new Screen(await aPerson(browser, { viewport: places[place] }), place)
}

/** What a person does in the portal, in the portal's own words. */
export class Screen {
  constructor({ page, context, complaints, leave }, place) {
    Object.assign(this, { page, context, complaints, leave, place })
  }

  /** Goes to the list of rooms: by the portal's name on top, or by its address where that is not to be had. */
  async list() {
    const home = this.page.getByRole('banner').getByRole('link', { name: 'Web-conférence' })
    const inReach = (await home.isVisible()) && (await home.evaluate((link) => link.closest('[inert]') === null))
    if (inReach) await home.click()
    else await this.page.goto(`${portal}/`)
    await this.page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
    return this
  }

  item(name) {
    return this.page.getByRole('region', { name: 'Liste des salles' }).getByRole('listitem').filter({ hasText: name })
  }

  /** Clicks a room in the list; its panel appears. */
  async choose(name) {
    await this.list()
    await this.item(name).getByRole('link').first().click()
    await this.page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
    return this
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true }).first()
  }

  /** Opens « ⋯ », where what is done less often is found. */
  async more() {
    await this.click('Autres actions')
  }

  async click(name) {
    await this.button(name).click()
  }

  /** Reads French words as people do: any kind of space and apostrophe fits. */
  text(words) {
    return this.page.getByText(says(words)).first()
  }

  async sees(words, options) {
    await this.text(words).waitFor(options)
  }

  /** Keeps in mind from now on whether these words are shown, if only for a moment. */
  async remembers(words) {
    await this.page.evaluate((wanted) => {
      const look = () => {
        if (document.body.textContent.includes(wanted)) document.documentElement.dataset.said = wanted
      }
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    }, words)
  }

  async hasSaid(words) {
    await this.page.waitForFunction((wanted) => document.documentElement.dataset.said === wanted, words)
  }

  async hasNot(name) {
    assert.equal(await this.page.getByRole('button', { name, exact: true }).count(), 0, `there is a button « ${name} »`)
  }

  dialog() {
    return this.page.getByRole('dialog')
  }

  question() {
    return this.page.getByRole('alertdialog')
  }

  /** Opens the form for a new room. */
  async newRoom() {
    await this.list()
    await this.click('Créer une salle')
    await this.dialog().getByRole('textbox', { name: 'Nom de la salle' }).waitFor()
    return this.dialog()
  }

  /** Opens the chosen room; the conference comes in a tab of its own. */
  async open() {
    const tab = this.context.waitForEvent('page')
    await this.click('Ouvrir la salle')
    const conference = await tab
    await conference.waitForURL(/\/html5client\/join/)
    await conference.locator('[data-test="userListItem"]').first().waitFor()
    return conference
  }

  /** Closes the chosen room, and says so when asked. */
  async close() {
    await this.click('Fermer la salle')
    await this.question().getByRole('button', { name: 'Fermer la salle' }).click()
    await this.button('Ouvrir la salle').waitFor()
  }

  picture(name) {
    return picture(this.page, `${name}-${this.place}`)
  }
}
