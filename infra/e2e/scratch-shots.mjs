import { chromium } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
const only = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const ways = { wide: { viewport: { width: 1280, height: 900 } }, narrow: { viewport: { width: 320, height: 700 } }, dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' } }
const screens = {
  list: ['/salles'], open: ['/salles/open', async (p) => { await p.locator('button[aria-expanded]').filter({ hasText: 'QR' }).click(); await p.locator('svg[role=img]').waitFor() }], closed: ['/salles/closed'], shared: ['/salles/shared'],
  create: ['/salles?action=creer', async (p) => { await p.getByRole('dialog').waitFor(); for (const b of await p.getByRole('checkbox').all()) await b.check(); await p.getByRole('dialog').locator('button[type=submit]').click() }],
  edit: ['/salles/open?action=modifier', async (p) => { await p.getByRole('dialog').waitFor() }],
  renew: ['/salles/open?action=renouveler', async (p) => { await p.getByRole('alertdialog').waitFor() }],
  full: ['/salles/full', async (p) => { await p.locator('#ouvrir').click(); await p.getByRole('alert').first().waitFor() }],
  tries: ['/salles/closed', async (p) => { await p.locator('#ouvrir').click(); await p.getByRole('timer').waitFor() }],
  history: ['/salles/open/historique', async (p) => { await p.getByRole('table').waitFor() }],
  door: ['/salles/closed/rejoindre'], refused: ['/salles/refused/rejoindre'],
  guest: ['/p/token', async (p) => { await p.locator('input').first().waitFor() }],
  guestfault: ['/p/token', async (p) => { await p.locator('button[type=submit]').click(); await p.locator('[aria-invalid]').first().waitFor() }],
  guestbad: ['/p/bad'], privacy: ['/donnees-personnelles', async (p) => { await p.locator('#mes-donnees a').waitFor() }], none: ['/salles/none'],
}
for (const locale of ['fr-FR', 'en-GB']) for (const [way, options] of Object.entries(ways)) {
  if (locale === 'en-GB' && way === 'dark') continue
  const context = await browser.newContext({ locale, timezoneId: 'Europe/Paris', ...options })
  context.setDefaultTimeout(8000)
  for (const [name, [address, act]] of Object.entries(screens)) {
    if (only.length && !only.includes(name)) continue
    const page = await context.newPage()
    page.on('console', (m) => { if (m.type() === 'error' && !m.text().startsWith('Failed to load')) console.log(name, way, m.text()) })
    page.on('pageerror', (e) => console.log(name, way, String(e)))
    try {
      await page.goto('http://localhost:9977' + address)
      await page.locator('h1').first().waitFor()
      await act?.(page)
      await page.waitForTimeout(400)
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const v of violations) console.log('AXE', locale, way, name, v.id, v.nodes.map((n) => n.target).join(' '))
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wider > 0) console.log('WIDE', locale, way, name, wider)
    } catch (e) { console.log('FAIL', locale, way, name, String(e).split('\n')[0]) }
    await page.screenshot({ path: `/tmp/portal-a-shots/${name}-${locale.slice(0, 2)}-${way}.png`, fullPage: !['create', 'edit', 'renew'].includes(name) })
    await page.close()
  }
  await context.close()
}
await browser.close()
