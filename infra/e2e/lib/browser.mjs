// Real people in a real browser.

import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { portal } from './platform.mjs'

const results = new URL('../results/', import.meta.url).pathname

// The same Chromium without its window costs a third less of a small machine.
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync)

/** For a tab that only needs to be there: who wants little motion gets one picture a second in the conference. */
export const calm = { reducedMotion: 'reduce' }

export async function aBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? installed,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
}

/** What the browser complained of while a person used it; a story fails on any. */
function listenForComplaints(context, complaints) {
  context.on('page', (page) => {
    page.on('console', (message) => {
      // The browser notes every refused call by itself; what the page makes of it is judged elsewhere.
      const ofNetwork = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !ofNetwork && page.url().startsWith(portal)) complaints.push(message.text())
    })
    page.on('pageerror', (error) => {
      if (page.url().startsWith(portal)) complaints.push(String(error))
    })
  })
}

/** A person at a browser of their own, who wants little motion: `page`, `context`, `complaints`, `leave()`. */
export async function aPerson(browser, options = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1280, height: 800 }, ...calm, ...options })
  context.setDefaultTimeout(20_000)
  const complaints = []
  listenForComplaints(context, complaints)
  const page = await context.newPage()
  return { page, context, complaints, leave: () => context.close() }
}

/** Fills in the local sign-in's page, wherever the person is sent to it from. */
export async function fillSignIn(page, login) {
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill('demo')
  await page.locator('button[type=submit]').click()
}

/** A person who has signed in and sees the list of rooms. */
export async function signedIn(browser, login, options) {
  const person = await aPerson(browser, options)
  await person.page.goto(`${portal}/`)
  await fillSignIn(person.page, login)
  await person.page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
  return person
}

/** A pattern for French words as people read them: any kind of space and apostrophe fits. */
export function says(words) {
  const plain = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(plain.replace(/\s+/g, '\\s+').replace(/['’]/g, "['’]"))
}

/** Keeps a picture of what a person sees, for people to look at. */
export async function picture(page, name) {
  await mkdir(results, { recursive: true })
  await page.screenshot({ path: `${results}${name}.png` })
}
