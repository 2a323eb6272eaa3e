/** The words of an invitation as the simple HTML that is sent: paragraphs, lines and the room's link. */
export function htmlOf(text: string, link: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${lines(paragraph, link)}</p>`)
    .join('')
}

function lines(paragraph: string, link: string): string {
  const address = escaped(link)
  return escaped(paragraph.trim())
    .replaceAll(address, `<a href="${address}">${address}</a>`)
    .replaceAll('\n', '<br>')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

export interface Letter {
  recipients: readonly unknown[]
  subject: string
  body: string
}

export type LetterField = 'recipients' | 'subject' | 'body'

/** The key of each message; empty when it may be sent (S41). */
export function letterFaults(
  { recipients, subject, body }: Letter,
  link: string,
): Partial<Record<LetterField, string>> {
  const found: Partial<Record<LetterField, string>> = {}
  if (recipients.length === 0) found.recipients = 'letter.noRecipient'
  if (subject.trim() === '') found.subject = 'letter.noSubject'
  if (!body.includes(link)) found.body = 'letter.noLink'
  return found
}
