import { expect, test } from 'vitest'
import {
  appointmentFaults,
  appointmentOf,
  cleaned,
  htmlOfText,
  letterFaults,
  linkParagraph,
  meetingOf,
  type Letter,
} from './letter'

const link = 'http://localhost:8080/salles/room/rejoindre'
const ways = { link, forGuests: null }
const publicLink = 'http://localhost:8080/p/unguessable'
const now = Date.parse('2026-03-02T09:00:00Z')
const limits = { most: 200, people: undefined }

function aLetter(differences: Partial<Letter> = {}): Letter {
  return {
    recipients: [{ kind: 'PERSON' }],
    subject: 'Cours',
    body: linkParagraph(link),
    meeting: null,
    ...differences,
  }
}

test('S41 without recipient, subject or link it is not sent, and each is named', () => {
  expect(letterFaults(aLetter(), ways, limits, now)).toEqual({})
  expect(
    letterFaults(
      aLetter({ recipients: [], subject: ' ', body: '<p>Bonjour</p>' }),
      ways,
      limits,
      now,
    ),
  ).toEqual({
    recipients: 'letter.noRecipient',
    subject: 'letter.noSubject',
    body: 'letter.noLink',
  })
})

test('S41 the link is missed too where only the start of another address is like it', () => {
  const other = `<p><a href="${link}/x">${link}/x</a></p>`
  expect(letterFaults(aLetter({ body: other }), ways, limits, now)).toEqual({
    body: 'letter.noLink',
  })
})

test('S41 O1 the public link leads to the room as well, where there is one', () => {
  const letter = aLetter({ body: linkParagraph(publicLink) })
  expect(letterFaults(letter, { link, forGuests: publicLink }, limits, now)).toEqual({})
  expect(letterFaults(letter, ways, limits, now)).toEqual({ body: 'letter.noLink' })
})

test('S41 O1 who has no account is not invited without a public link', () => {
  const letter = aLetter({ recipients: [{ kind: 'PERSON' }, { kind: 'ADDRESS' }] })
  expect(letterFaults(letter, { link, forGuests: publicLink }, limits, now)).toEqual({})
  expect(letterFaults(letter, ways, limits, now)).toEqual({ recipients: 'letter.noPublicLink' })
})

test('D11 more than the limit is not sent, however few groups it is', () => {
  expect(letterFaults(aLetter(), ways, { most: 200, people: 201 }, now)).toEqual({
    recipients: 'letter.tooMany',
  })
  expect(letterFaults(aLetter(), ways, { most: 200, people: 200 }, now)).toEqual({})
})

test('S39 the words of the template become paragraphs, its link a link', () => {
  expect(htmlOfText(`Bonjour,\n\nVenez ici :\n${link}\n`, link)).toBe(
    `<p>Bonjour,</p><p>Venez ici :<br><a href="${link}">${link}</a></p>`,
  )
  expect(htmlOfText('<script>x</script> & "y"', link)).toBe(
    '<p>&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot;</p>',
  )
})

test.each([
  [
    'bold and italic keep their meaning, not their looks',
    '<b>a</b><i style="color:red">b</i>',
    '<p><strong>a</strong><em>b</em></p>',
  ],
  ['lines of a browser are paragraphs', 'un<div>deux</div><div><br></div>', '<p>un</p><p>deux</p>'],
  ['lists stay', '<ul><li>a</li><li><p>b</p></li></ul>', '<ul><li>a</li><li>b</li></ul>'],
  [
    'a list put into a paragraph leaves it',
    '<p>x<ul><li>a</li></ul></p>',
    '<p>x</p><ul><li>a</li></ul>',
  ],
  [
    'headings and tables are words',
    '<h1>T</h1><table><tr><td>a</td></tr></table>',
    '<p>T</p><p>a</p>',
  ],
  [
    'pictures and scripts are nothing',
    '<img src=x onerror=alert(1)><script>x</script>ok',
    '<p>ok</p>',
  ],
  ['links that run something are words', '<a href="javascript:x()">ici</a>', '<p>ici</p>'],
  ['what looks like an element is text', '&lt;b&gt;', '<p>&lt;b&gt;</p>'],
])('O15 of what is pasted only its meaning stays: %s', (_, pasted, kept) => {
  expect(cleaned(pasted)).toBe(kept)
})

test('O15 what was kept once is kept the same again', () => {
  const html = cleaned(
    '<div>a<br>b</div><ol><li><b>c</b></li></ol><a href="https://x.example/">d</a>',
  )
  expect(cleaned(html)).toBe(html)
})

test('an appointment needs a day, a time and a length, and is not in the past', () => {
  expect(appointmentFaults({ date: '', time: '', minutes: '' }, now)).toEqual({
    date: 'meeting.noDate',
    time: 'meeting.noTime',
    minutes: 'meeting.wrongMinutes',
  })
  expect(appointmentFaults({ date: '2020-01-01', time: '10:00', minutes: '60' }, now)).toEqual({
    date: 'meeting.past',
  })
  expect(appointmentFaults({ date: '2999-01-01', time: '10:00', minutes: '60' }, now)).toEqual({})
})

test('an appointment is sent as a moment, and read back as it was typed', () => {
  const typed = { date: '2026-03-05', time: '14:30', minutes: '45' }
  const sent = meetingOf(typed)
  expect(sent).toEqual({ start: new Date(2026, 2, 5, 14, 30).toISOString(), minutes: 45 })
  expect(appointmentOf(sent)).toEqual(typed)
})
