// What a person waits for, and what the platform costs, measured on a running local platform; each
// figure beside its floor in the same run.
//
//   infra/bench/platform [open] [live] [portal] [memory]      (all by default; rounds: ROUNDS, 20)

import { execFileSync } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { aBrowser, aPerson, fillSignIn } from '../e2e/lib/browser.mjs'
import { aLive, as, eventually, live, portal, simulator, tokenOf } from '../e2e/lib/platform.mjs'
import { aRoom, joinLink, to } from '../e2e/lib/rooms.mjs'

const rounds = Number(process.env.ROUNDS ?? 20)
/** Rounds that are not counted: what runs for the first time is slow for a reason of its own. */
const warmUp = 10
const wanted = process.argv.slice(2)
const asked = (name) => wanted.length === 0 || wanted.includes(name)

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
}

function row(what, values) {
  const ms = (v) => `${Math.round(v)} ms`.padStart(9)
  console.log(`${what.padEnd(58)} p50 ${ms(quantile(values, 0.5))}  p95 ${ms(quantile(values, 0.95))}  n ${values.length}`)
}

/** The stream of changes as a portal hears it; `until(test)` resolves with the time of the first that passes. */
async function changes(person) {
  const gone = new AbortController()
  const answer = await fetch(`${portal}/api/v1/events`, {
    headers: { Authorization: `Bearer ${await tokenOf(person)}`, Accept: 'text/event-stream' },
    signal: gone.signal,
  })
  const waiting = new Set()
  const read = async () => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop()
      for (const block of blocks) {
        const data = block.split('\n').filter((l) => l.startsWith('data:')).map((l) => l.slice(5)).join('')
        if (!data) continue
        const view = JSON.parse(data)
        for (const one of waiting) {
          if (one.test(view)) {
            waiting.delete(one)
            one.resolve(performance.now())
          }
        }
      }
    }
  }
  read().catch(() => {})
  return {
    until: (test, within = 30_000) =>
      new Promise((resolve, reject) => {
        const one = { test, resolve }
        waiting.add(one)
        setTimeout(() => waiting.delete(one) && reject(new Error('no such change')), within).unref()
      }),
    close: () => gone.abort(),
  }
}

async function simulate(settings) {
  const answer = await fetch(`${simulator}/simulator/settings`, { method: 'PUT', body: JSON.stringify(settings) })
  if (!answer.ok) throw new Error(`the simulator does not take ${JSON.stringify(settings)}: ${await answer.text()}`)
}

/** Click → open on the opener's screen, beside one bare call to the same simulator. */
async function open() {
  await simulate({ delay: 'PT0.3S' })
  const news = await changes('ada')
  const room = await aRoom('ada', { name: 'Mesure' })
  const total = []
  const floor = []
  const own = []
  for (let i = -warmUp; i < rounds; i++) {
    const asked = performance.now()
    await fetch(`${simulator}/bigbluebutton/api/isMeetingRunning?meetingID=none&checksum=none`)
    const bare = performance.now() - asked
    const clicked = performance.now()
    const seen = news.until((v) => v.id === room.id && v.status === 'OPEN')
    await room.open()
    const took = (await seen) - clicked
    if (i >= 0) {
      total.push(took)
      floor.push(bare)
      own.push(took - bare)
    }
    await room.close()
    await room.reaches('CLOSED')
  }
  row('click → open, BBB takes 300 ms', total)
  row('  floor: one call to that BBB', floor)
  row('  our share', own)
  news.close()
  await simulate({ delay: 'PT0S' })
}

/** Click → live at the target without a waiting room, beside a browser that only starts and loads the meeting page. */
async function streamed() {
  const total = []
  const floor = []
  const news = await changes('ada')
  for (let i = 0; i < rounds; i++) {
    const target = await aLive()
    const room = await aRoom('ada', { name: `Mesure ${i}`, ...to(target) })
    const clicked = performance.now()
    const seen = news.until((v) => v.id === room.id && v.stream?.state === 'LIVE', 60_000)
    await room.open()
    total.push((await seen) - clicked)
    const { link } = await joinLink('ada', room.id)
    const bare = performance.now()
    const browser = await aBrowser()
    const page = await browser.newPage()
    await page.goto(link)
    await page.locator('[data-test="userListItem"]').first().waitFor()
    floor.push(performance.now() - bare)
    await browser.close()
    await room.close()
    await room.streams('ENDED')
    await room.reaches('CLOSED')
    await eventually('the target is free', async () => (await live(target.id)).state !== 'LIVE')
  }
  row('click → live, no waiting room', total)
  row('  floor: Chromium starts and is in the meeting', floor)
  news.close()
}

/**
 * What a person waits for on a slow computer: the list of 30 rooms painted (LCP), and the screen's
 * answer to a click or a key (INP), with a CPU four times slower; beside a page of plain HTML.
 */
async function painted() {
  const SLOWER = 4
  for (let i = 0; i < 30; i++) await aRoom('bruno', { name: `Salle ${i}` })
  const browser = await aBrowser()
  const { page, context } = await aPerson(browser)
  await page.goto(portal)
  await fillSignIn(page, 'bruno')
  await page.getByRole('link', { name: 'Salle 7', exact: true }).waitFor()
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const largest = () =>
    page.evaluate(
      () =>
        new Promise((tell) =>
          new PerformanceObserver((list) => tell(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }),
        ),
    )
  const list = []
  const plain = []
  const answers = []
  for (let i = 0; i < rounds; i++) {
    await page.goto(`${portal}/no-such-file.js`)
    plain.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()))
    await page.goto(portal)
    await page.getByRole('link', { name: 'Salle 7', exact: true }).waitFor()
    list.push(await largest())
    await page.evaluate(() => {
      window.slowest = 0
      new PerformanceObserver((seen) => {
        for (const { duration, interactionId } of seen.getEntries()) if (interactionId) window.slowest = Math.max(window.slowest, duration)
      }).observe({ type: 'event', durationThreshold: 16 })
    })
    await page.getByRole('link', { name: 'Salle 7', exact: true }).click()
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await page.getByRole('textbox', { name: 'Nom de la salle' }).pressSequentially(' bis', { delay: 50 })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    answers.push(await page.evaluate(() => window.slowest))
  }
  await browser.close()
  row(`list of rooms painted (LCP), CPU ${SLOWER} × slower`, list)
  row('  floor: a page of plain HTML', plain)
  row(`slowest answer to a click or key (INP), CPU ${SLOWER} × slower`, answers)
}

/** Memory of every JVM of the platform, as the kernel shares it out (PSS). */
async function memory() {
  const data = process.env.WEBCONFERENCE_DATA ?? new URL('../local/data', import.meta.url).pathname
  let sum = 0
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8')
      if (!/(^|\/)java /.test(command) || !(environment + command).includes('WEBCONFERENCE') && !command.includes(data)) continue
      const pss = /^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))
      const name = /extracted\/([\w-]+?)-\d/.exec(command)?.[1] ?? (command.includes('kafka.Kafka') ? 'kafka' : 'java')
      const mb = Number(pss[1]) / 1024
      sum += mb
      console.log(`  ${name.padEnd(24)} ${mb.toFixed(0).padStart(6)} MB`)
    } catch {
      // gone meanwhile, or not ours to read
    }
  }
  console.log(`memory of all JVMs (PSS): ${sum.toFixed(0)} MB`)
}

console.log(`${execFileSync('nproc').toString().trim()} cores, ${rounds} rounds`)
if (asked('open')) await open()
if (asked('live')) await streamed()
if (asked('portal')) await painted()
if (asked('memory')) await memory()
process.exit(0)
