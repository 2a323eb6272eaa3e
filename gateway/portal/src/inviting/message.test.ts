import { expect, test } from 'vitest'
import { htmlOf, letterFaults } from './message'

const link = 'http://localhost:8080/salles/room/rejoindre'
const letter = { recipients: ['zoe'], subject: 'Cours', body: `Bonjour\n${link}` }

test('S41 without recipient, subject or link it is not sent, and each is named', () => {
  expect(letterFaults(letter, link)).toEqual({})
  expect(letterFaults({ recipients: [], subject: ' ', body: 'Bonjour' }, link)).toEqual({
    recipients: 'letter.noRecipient',
    subject: 'letter.noSubject',
    body: 'letter.noLink',
  })
})

test('S39 the words are sent as they were typed, the link as a link', () => {
  expect(htmlOf(`Bonjour,\n\nVenez ici :\n${link}\n`, link)).toBe(
    `<p>Bonjour,</p><p>Venez ici :<br><a href="${link}">${link}</a></p>`,
  )
})

test('S39 what looks like HTML is text', () => {
  expect(htmlOf('<script>x</script> & "y"', link)).toBe(
    '<p>&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot;</p>',
  )
})
