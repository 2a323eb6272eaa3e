// What must hold of every screen, whatever it shows.

import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'

/** The ways a screen is looked at. */
export const ways = {
  wide: { viewport: { width: 1280, height: 800 } },
  narrow: { viewport: { width: 320, height: 700 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  forced: { viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
}

/** What fades in is not yet what people read: waits until nothing moves but what never ends. */
export async function isStill(page) {
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState === 'finished' || a.effect?.getComputedTiming().endTime === Infinity),
  )
}

/** Nothing for axe to complain of, and nothing wider than the screen. In a sandboxed frame axe cannot run. */
export async function hasNoFault(page, where) {
  await isStill(page)
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').analyze()
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`), [], where)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wider <= 0, `${where} is ${wider} px wider than the screen`)
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
