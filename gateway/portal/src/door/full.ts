import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { pollAgainIn } from './patience'

/** That all places are taken, and how many there are, if that was said. */
export interface Full {
  places?: number
}

/** With what who was on their way in is sent back where there is no place: by our own door, or by the meeting's. */
export function sentBack(search: string): Full | undefined {
  const told = new URLSearchParams(search)
  const places = Number(told.get('plein'))
  if (Number.isInteger(places) && places > 0) return { places }
  return told.get('errors')?.includes('"maxParticipantsReached"') ? {} : undefined
}

/**
 * Whether one must wait for a place: as the door tells, or because one was sent back a moment ago. Who was sent
 * back tries again: another may have taken the place that the door told of.
 */
export function useFull(door: { full: number | null }): { full: Full | undefined; back: boolean } {
  const { search } = useLocation()
  const [told] = useState(() => sentBack(search))
  const [resting, setResting] = useState(told !== undefined)
  useEffect(() => {
    if (!resting) return
    const timer = setTimeout(() => setResting(false), pollAgainIn(Math.random()))
    return () => clearTimeout(timer)
  }, [resting])
  const full = door.full === null ? (resting ? told : undefined) : { places: door.full }
  return { full, back: told !== undefined }
}
