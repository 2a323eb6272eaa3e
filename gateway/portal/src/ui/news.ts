/** What is told in passing: toasts, seen and read, and announcements, only read. */
type Listener = () => void

export interface Toast {
  id: number
  text: string
}

/** Its number tells it from another with the same words. */
type Announcement = Toast

let toasts: readonly Toast[] = []
let spoken: Announcement = { id: 0, text: '' }
let count = 0
/** What is yet to be read out, by what it is about. */
const waiting = new Map<string, string>()
const listeners = new Set<Listener>()

export function subscribe(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) fallSilent()
  }
}

/** Nobody is there to hear. */
function fallSilent(): void {
  waiting.clear()
  spoken = { id: 0, text: '' }
}

export const shownToasts = () => toasts
export const lastAnnouncement = () => spoken

export function toast(text: string): void {
  toasts = [...toasts, { id: ++count, text }].slice(-3)
  listeners.forEach((listener) => listener())
}

export function dismiss(id: number): void {
  toasts = toasts.filter((shown) => shown.id !== id)
  listeners.forEach((listener) => listener())
}

const PAUSE = 5_000
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Reads a text out, at most one per five seconds; of several that wait about the same thing, the last. */
export function announce(text: string, about = ''): void {
  waiting.set(about, text)
  sayNext()
}

function sayNext(): void {
  clearTimeout(timer)
  const pause = last + PAUSE - Date.now()
  timer = setTimeout(say, Math.min(Math.max(0, pause), PAUSE)) // a clock may be set back
}

function say(): void {
  const [next] = waiting
  if (next === undefined) return
  const [about, text] = next
  waiting.delete(about)
  last = Date.now()
  spoken = { id: ++count, text }
  listeners.forEach((listener) => listener())
  if (waiting.size > 0) sayNext()
}
