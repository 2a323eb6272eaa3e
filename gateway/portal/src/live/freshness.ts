import { useEffect, useState } from 'react'

/** How long push may be silent before the list is asked for, and before people are told. */
export const SILENT_AFTER = 45_000
export const LOST_AFTER = 60_000

let heardAt = Date.now()

/** The server was heard by push: a change or a heartbeat. */
export function heard(): void {
  heardAt = Date.now()
}

export function lastHeard(): number {
  return heardAt
}

/** Whether push has been silent so long that the list must be asked for. */
export function useSilence(): boolean {
  const [silent, setSilent] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => setSilent(Date.now() - heardAt > SILENT_AFTER), 5_000)
    return () => clearInterval(timer)
  }, [])
  return silent
}
