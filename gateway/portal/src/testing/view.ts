const watching = new Set<() => void>()

/** jsdom lays nothing out: nothing comes into view before a test says so. */
export class Watching implements IntersectionObserver {
  readonly root = null
  readonly rootMargin = ''
  readonly scrollMargin = ''
  readonly thresholds = []
  private readonly tell: () => void

  constructor(callback: IntersectionObserverCallback) {
    this.tell = () => callback([{ isIntersecting: true } as IntersectionObserverEntry], this)
  }

  observe() {
    watching.add(this.tell)
  }

  disconnect() {
    watching.delete(this.tell)
  }

  unobserve() {}

  takeRecords() {
    return []
  }
}

/** Lets everything that waits for it come into view. */
export function comeIntoView() {
  for (const tell of [...watching]) tell()
}
