// What must hold of every screen, whatever it shows.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { picture } from './browser.mjs'

/** The ways a screen is looked at; the first is how it is used. */
const ways = {
  wide: { width: 1280, colorScheme: 'light', forcedColors: 'none' },
  narrow: { width: 320, colorScheme: 'light', forcedColors: 'none' },
  dark: { width: 1280, colorScheme: 'dark', forcedColors: 'none' },
  forced: { width: 1280, colorScheme: 'light', forcedColors: 'active' },
}

/** What fades in is not yet what people read: waits until nothing moves but what never ends. */
export async function isStill(page) {
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState === 'finished' || a.effect?.getComputedTiming().endTime === Infinity),
  )
}

/** Nothing for axe to complain of, and nothing wider than the screen. */
export async function hasNoFault(page, where) {
  await axeIsSilent(page, where)
  await fits(page, where)
}

/** In a sandboxed frame axe cannot run. */
async function axeIsSilent(page, where) {
  await isStill(page)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).exclude('iframe[sandbox]').analyze()
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`), [], where)
}

async function fits(page, where) {
  await isStill(page)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wider <= 0, `${where} is ${wider} px wider than the screen`)
}

/** A browser's tab of somebody who reads this language. */
export async function aReader(browser, locale) {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(20_000)
  return context.newPage()
}

/** Tells the same of each language, at the same time; `words` are the screen's own, by language. */
export function inEach(words, name, tell) {
  test(name, { concurrency: true }, (t) =>
    Promise.all(Object.entries(words).map(([locale, say]) => t.test(`${name} in ${locale}`, () => tell(locale, say)))),
  )
}

/**
 * Nothing to complain of in any of the ways; a picture of each is kept for people to look at. Colours and
 * structure are the same in every language: axe looks at each way in French, in another language at the first.
 */
export async function holdsEveryWay(page, name, locale) {
  for (const way of Object.keys(ways)) {
    const where = `${name}, ${locale}, ${way}`
    await lookAt(page, way)
    await fits(page, where)
    if (locale === 'fr-FR' || way === 'wide') await axeIsSilent(page, where)
    await picture(page, `${name}-${locale}-${way}`)
  }
  await lookAt(page, 'wide')
}

async function lookAt(page, way) {
  const { width, ...media } = ways[way]
  await page.setViewportSize({ width, height: 800 })
  await page.emulateMedia(media)
}

/** Presses Tab until what has this name has the focus: a person without a mouse. */
export async function reach(page, name) {
  const seen = []
  for (let i = 0; i < 400; i++) {
    const here = await page.evaluate(() => {
      const at = document.activeElement
      return at?.getAttribute('aria-label') || at?.labels?.[0]?.textContent?.trim() || at?.textContent?.trim() || ''
    })
    if (name instanceof RegExp ? name.test(here) : here === name) return
    seen.push(here.slice(0, 30))
    await page.keyboard.press('Tab')
  }
  assert.fail(`« ${name} » is not reached by Tab, only ${[...new Set(seen)].join(' · ')}`)
}
