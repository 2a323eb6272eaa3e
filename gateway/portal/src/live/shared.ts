import { connection, type News } from './connection'

/**
 * One connection for all tabs of this browser: whoever holds the lock hears the server and passes on
 * what is said; when that tab goes, the lock and the task go to another. Answers how to stop.
 */
export function listen(url: string, tell: (news: News) => void): () => void {
  const stop = new AbortController()
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
    void connection(url, tell, stop.signal)
    return () => stop.abort()
  }
  const others = new BroadcastChannel(`news ${url}`)
  others.onmessage = (message: MessageEvent<News>) => tell(message.data)
  const tellAll = (news: News) => {
    tell(news)
    others.postMessage(news)
  }
  navigator.locks
    .request(`news ${url}`, { signal: stop.signal }, () => connection(url, tellAll, stop.signal))
    .catch(() => {}) // stopped while waiting for its turn
    .finally(() => others.close())
  return () => {
    others.onmessage = null
    stop.abort()
  }
}
