import type { RoomView } from '../api/shapes'
import type { FoundKind } from '../sharing/directory'

/** Elements a message may hold, and what others that mean the same become. */
const KEPT: Record<string, string> = {
  P: 'p',
  DIV: 'p',
  H1: 'p',
  H2: 'p',
  H3: 'p',
  BLOCKQUOTE: 'p',
  B: 'strong',
  STRONG: 'strong',
  I: 'em',
  EM: 'em',
  UL: 'ul',
  OL: 'ol',
  LI: 'li',
}
const BLOCKS = new Set(['p', 'ul', 'ol'])
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TITLE', 'TEMPLATE', 'OBJECT', 'IFRAME'])

/** The message as it is sent: paragraphs, lists, bold, italic and links; the rest is only its words. */
export function htmlOf(root: Node): string {
  const pieces: string[] = []
  let line = ''
  const endLine = () => {
    if (line.replaceAll('<br>', '').trim() !== '') pieces.push(`<p>${trimmed(line)}</p>`)
    line = ''
  }
  for (const node of root.childNodes) {
    if (holdsBlocks(node)) {
      endLine()
      pieces.push(isBlock(node) && !isWrapper(node) ? block(node) : htmlOf(node))
    } else {
      line += inline(node)
    }
  }
  endLine()
  return pieces.join('')
}

/** The same for text that comes from elsewhere, such as what is pasted. */
export function cleaned(html: string): string {
  // styles are not kept, and the page's policy complains of those it is shown
  const plain = html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, '')
  return htmlOf(new DOMParser().parseFromString(plain, 'text/html').body)
}

function isBlock(node: Node): boolean {
  return BLOCKS.has(KEPT[node.nodeName] ?? '')
}

function holdsBlocks(node: Node): boolean {
  return isBlock(node) || (node.nodeName !== 'LI' && [...node.childNodes].some(holdsBlocks))
}

/** A paragraph that holds others is none. */
function isWrapper(node: Node): boolean {
  return KEPT[node.nodeName] === 'p' && [...node.childNodes].some(holdsBlocks)
}

function block(node: Node): string {
  const name = KEPT[node.nodeName]!
  if (name === 'p') {
    const words = trimmed(inlines(node))
    return words === '' ? '' : `<p>${words}</p>`
  }
  const items = [...node.childNodes]
    .map((item) => trimmed(inlines(item)))
    .filter((words) => words !== '')
    .map((words) => `<li>${words}</li>`)
  return items.length === 0 ? '' : `<${name}>${items.join('')}</${name}>`
}

function inlines(node: Node): string {
  return node.nodeType === Node.TEXT_NODE ? inline(node) : [...node.childNodes].map(inline).join('')
}

function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE)
    return escaped((node.textContent ?? '').replace(/[ \t\n]+/g, ' '))
  if (node.nodeType !== Node.ELEMENT_NODE) return ''
  if (DROPPED.has(node.nodeName)) return ''
  if (node.nodeName === 'BR') return '<br>'
  const words = inlines(node)
  if (node.nodeName === 'A') {
    const href = (node as Element).getAttribute('href') ?? ''
    return /^https?:\/\//i.test(href) && words.trim() !== ''
      ? `<a href="${escaped(href)}">${words}</a>`
      : words
  }
  const name = KEPT[node.nodeName]
  if ((name === 'strong' || name === 'em') && words.trim() !== '')
    return `<${name}>${words}</${name}>`
  return isBlock(node) || node.nodeName === 'LI' ? `${words}<br>` : words
}

function trimmed(words: string): string {
  return words.replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '')
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Words typed as lines and paragraphs, the room's link as a link. */
export function htmlOfText(text: string, link: string): string {
  const address = escaped(link)
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      escaped(paragraph.trim())
        .replaceAll(address, `<a href="${address}">${address}</a>`)
        .replaceAll('\n', '<br>'),
    )
    .map((words) => `<p>${words}</p>`)
    .join('')
}

export function linkParagraph(link: string): string {
  return `<p><a href="${escaped(link)}">${escaped(link)}</a></p>`
}

export interface Letter {
  recipients: readonly { kind: FoundKind }[]
  subject: string
  body: string
  meeting: Appointment | null
}

/** When the conference is to be, as it is typed. */
export interface Appointment {
  date: string
  time: string
  minutes: string
}

export type LetterField = 'recipients' | 'subject' | 'body' | 'date' | 'time' | 'minutes'

/** Where one enters the room: with an account, and without if one can. */
export interface WaysIn {
  link: string
  forGuests: string | null
}

export function waysInto({ link, guests }: Pick<RoomView, 'link' | 'guests'>): WaysIn {
  return { link, forGuests: guests?.link ?? null }
}

export function isOutside({ kind }: { kind: FoundKind }): boolean {
  return kind === 'ADDRESS'
}

/** The key of each message; empty when it may be sent (S41). */
export function letterFaults(
  letter: Letter,
  ways: WaysIn,
  limits: { most: number; people: number | undefined },
  now: number,
): Partial<Record<LetterField, string>> {
  const found: Partial<Record<LetterField, string>> = {}
  if (letter.recipients.length === 0) found.recipients = 'letter.noRecipient'
  else if (ways.forGuests === null && letter.recipients.some(isOutside))
    found.recipients = 'letter.noPublicLink'
  else if ((limits.people ?? letter.recipients.length) > limits.most)
    found.recipients = 'letter.tooMany'
  if (letter.subject.trim() === '') found.subject = 'letter.noSubject'
  const holds = (link: string) => letter.body.includes(`>${escaped(link)}</a>`)
  if (!holds(ways.link) && !(ways.forGuests !== null && holds(ways.forGuests)))
    found.body = 'letter.noLink'
  return { ...found, ...(letter.meeting && appointmentFaults(letter.meeting, now)) }
}

export const LONGEST_MEETING = 24 * 60

export function appointmentFaults(
  meeting: Appointment,
  now: number,
): Partial<Record<LetterField, string>> {
  const found: Partial<Record<LetterField, string>> = {}
  if (meeting.date === '') found.date = 'meeting.noDate'
  if (meeting.time === '') found.time = 'meeting.noTime'
  if (meeting.date !== '' && meeting.time !== '' && !(startOf(meeting).getTime() > now)) {
    found.date = 'meeting.past'
  }
  const minutes = Number(meeting.minutes)
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > LONGEST_MEETING) {
    found.minutes = 'meeting.wrongMinutes'
  }
  return found
}

/** The moment meant, the time being that of the person's own clock. */
export function startOf({ date, time }: Appointment): Date {
  return new Date(`${date}T${time}`)
}

export function meetingOf(meeting: Appointment): { start: string; minutes: number } {
  return { start: startOf(meeting).toISOString(), minutes: Number(meeting.minutes) }
}

export function appointmentOf({ start, minutes }: { start: string; minutes: number }): Appointment {
  const at = new Date(start)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    minutes: String(minutes),
  }
}
