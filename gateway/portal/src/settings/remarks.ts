import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { answer, api } from '../api/client'
import { isTarget } from './checks'

/** What is pressed on leaving a field must not move away under the press: a remark takes place. */
const PRESS_AT_MOST = 400

/**
 * What the server has to remark on an address and a key, without being in the way. It is asked when a
 * field is left, and about a room's settings as they are when they are opened; a remark goes when what it
 * was about is changed.
 */
export function useRemarks(room: string | undefined, url: string, key: string) {
  const asking = useMutation({
    gcTime: 0, // the key is among what was asked
    mutationFn: (body: Typed) => answer(api.POST('/api/v1/me/stream-remarks', { body })),
  })
  const soon = useRef<number>(undefined)
  const ask = (typedUrl = url, typedKey = key) => {
    window.clearTimeout(soon.current)
    if (!isTarget(typedUrl)) return
    soon.current = window.setTimeout(
      () => asking.mutate(typed(room, typedUrl, typedKey)),
      PRESS_AT_MOST,
    )
  }
  const askOnceOpen = useEffectEvent(() => ask())
  useEffect(() => {
    askOnceOpen()
    return () => window.clearTimeout(soon.current)
  }, [])
  const now = typed(room, url, key)
  const isOfNow = asking.variables?.url === now.url && asking.variables.key === now.key
  return {
    ask,
    on: (field: 'url' | 'key') =>
      isOfNow
        ? asking.data?.remarks.find((remark) => remark.field === `streaming.${field}`)?.message
        : undefined,
  }
}

interface Typed {
  room: string | null
  url: string
  key: string | null
}

function typed(room: string | undefined, url: string, key: string): Typed {
  return { room: room ?? null, url: url.trim(), key: key.trim() || null }
}
