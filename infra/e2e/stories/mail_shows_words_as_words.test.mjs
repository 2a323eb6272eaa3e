// Whatever is sent to a mailbox, its pages show it and run none of it.

import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, test } from 'node:test'
import { aBrowser, aPerson } from '../lib/browser.mjs'
import { eventually, mailbox, smtp } from '../lib/platform.mjs'

const hit = 'top.hit=window.hit=1'
const payloads = [
  `<script>${hit}</script>`,
  `<ScRiPt>${hit}</sCrIpT>`,
  `<script src=data:text/javascript,${hit}></script>`,
  `<img src=x onerror=${hit}>`,
  `<img/src=x/onerror=${hit}>`,
  `<img src=x onerror="${hit}"`,
  `<svg onload=${hit}>`,
  `<svg><script>${hit}</script></svg>`,
  `<svg><animate onbegin=${hit} attributeName=x dur=1s>`,
  `<body onload=${hit}>`,
  `<iframe srcdoc="<script>${hit}</script>"></iframe>`,
  `<iframe src="javascript:${hit}"></iframe>`,
  `<object data="javascript:${hit}"></object>`,
  `<embed src="javascript:${hit}">`,
  `<a href="javascript:${hit}" id=x tabindex=1 onfocus=${hit} autofocus>x</a>`,
  `<input autofocus onfocus=${hit}>`,
  `<select autofocus onfocus=${hit}>`,
  `<textarea autofocus onfocus=${hit}>`,
  `<details open ontoggle=${hit}>`,
  `<video><source onerror=${hit}></video>`,
  `<audio src=x onerror=${hit}>`,
  `<marquee onstart=${hit}>`,
  `<math><mtext></mtext><script>${hit}</script></math>`,
  `<form><button formaction="javascript:${hit}" autofocus onfocus=${hit}>x</button></form>`,
  `<meta http-equiv=refresh content="0;url=javascript:${hit}">`,
  `<base href="javascript:${hit}//">`,
  `<link rel=stylesheet href="data:text/css,*{background:url(javascript:${hit})}">`,
  `<style>@import 'javascript:${hit}';</style>`,
  `<div style="background:url(javascript:${hit})">`,
  `<p onmouseover=${hit} style="position:fixed;inset:0">x</p>`,
  `"><script>${hit}</script>`,
  `'><script>${hit}</script>`,
  `</title><script>${hit}</script>`,
  `</pre><script>${hit}</script>`,
  `</iframe><script>${hit}</script>`,
  `</style><script>${hit}</script>`,
  `<!--><script>${hit}</script>-->`,
  `<![CDATA[><script>${hit}</script>]]>`,
  `\`-${hit}-\``,
  `{{constructor.constructor('${hit}')()}}`,
  `&lt;script&gt;${hit}&lt;/script&gt;`,
]

/** Says it to the mail server as it stands: nobody between who could clean it. */
async function send(number, words) {
  const text = (content, type) =>
    `--b\r\nContent-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`
  const encoded = (content) => `=?UTF-8?B?${Buffer.from(content).toString('base64')}?=`
  const lines = [
    'EHLO test',
    'MAIL FROM:<someone@example.org>',
    `RCPT TO:<words-${number}@example.org>`,
    'DATA',
    [
      `From: ${encoded(words)} <someone@example.org>`,
      `To: ${encoded(words)} <words-${number}@example.org>`,
      `Subject: ${encoded(words)}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      text(words, 'text/plain') + text(words, 'text/html') + text(words, 'text/calendar') + '--b--',
      '.',
    ].join('\r\n'),
    'QUIT',
  ]
  await new Promise((resolve, reject) => {
    const socket = net.connect(smtp, '127.0.0.1')
    socket.on('error', reject)
    socket.on('close', resolve)
    socket.on('data', (answer) => {
      if (/^[45]\d\d/m.test(answer)) reject(new Error(`the mail server said ${answer}`))
      else if (/^\d\d\d /m.test(answer) && lines.length) socket.write(`${lines.shift()}\r\n`)
    })
  })
}

let browser, person
const letters = () => fetch(`${mailbox}/api/messages`).then((answer) => answer.json())
before(async () => {
  browser = await aBrowser()
  person = await aPerson(browser)
  for (const [number, words] of payloads.entries()) await send(number, words)
  await eventually('all are there', async () => (await letters()).filter(({ to }) => to.startsWith('words-')).length === payloads.length)
})
after(async () => {
  await browser?.close()
})

async function ranNothing() {
  for (const frame of person.page.frames()) {
    assert.equal(await frame.evaluate(() => window.hit).catch(() => undefined), undefined, frame.url())
  }
}

test('P12 a list of letters runs none of forty payloads in subjects and names', async () => {
  const dialogs = []
  person.page.on('dialog', (dialog) => dialogs.push(dialog.message()))
  await person.page.goto(mailbox)
  assert.ok((await person.page.locator('[data-test=letter]').count()) >= payloads.length)
  await ranNothing()
  assert.deepEqual(dialogs, [])
})

test('P12 a letter runs none of forty payloads in its words, and shows them', async () => {
  const all = await letters()
  for (const [number, words] of payloads.entries()) {
    const { id } = all.find(({ to }) => to === `words-${number}@example.org`)
    await person.page.goto(`${mailbox}/letter?id=${encodeURIComponent(id)}`)
    await person.page.getByRole('heading', { level: 1, name: words.replace(/\s+/g, ' ') }).waitFor()
    assert.equal(await person.page.locator('[data-test=letterCalendar]').textContent(), words)
    await person.page.locator('[data-test=letterContent]').hover()
    await ranNothing()
    assert.ok(person.page.url().startsWith(`${mailbox}/letter?id=`), 'it led elsewhere')
  }
})

test('P12 a letter opened by itself runs nothing either', async () => {
  for (const { id } of (await letters()).filter(({ to }) => to.startsWith('words-'))) {
    await person.page.goto(`${mailbox}/letter/html?id=${encodeURIComponent(id)}`)
    await ranNothing()
  }
})
