/** What is told in passing: toasts, seen and read, and announcements, only read. */
type Listener = () => void

export interface Toast {
  id: number
  text: string
}

let toasts: readonly Toast[] = []
let spoken = ''
let count = 0
const listeners = new Set<Listener>()

export function subscribe(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
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
let waiting: string | undefined
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Reads a text out, at most one per five seconds; of several that wait, the last. */
export function announce(text: string): void {
  waiting = text
  clearTimeout(timer)
  const pause = last + PAUSE - Date.now()
  timer = setTimeout(say, Math.min(Math.max(0, pause), PAUSE)) // a clock may be set back
}

function say(): void {
  last = Date.now()
  spoken = waiting ?? ''
  listeners.forEach((listener) => listener())
}
