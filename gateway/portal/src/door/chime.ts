import { useCallback, useRef, useState } from 'react'

export interface Chime {
  on: boolean
  toggle: () => void
  /** Sounds, if it was switched on. */
  ring: () => void
}

/** Two notes when the room opens. Off until switched on: that click is also what lets the browser sound. */
export function useChime(): Chime {
  const [on, setOn] = useState(false)
  const audio = useRef<AudioContext>(undefined)
  const ring = useCallback(() => {
    if (audio.current !== undefined) play(audio.current)
  }, [])
  const toggle = () => {
    if (audio.current === undefined) {
      audio.current = new AudioContext()
      play(audio.current) // so that one knows what to listen for
    } else {
      void audio.current.close()
      audio.current = undefined
    }
    setOn(audio.current !== undefined)
  }
  return { on, toggle, ring }
}

const NOTES = [659.25, 880]
const LENGTH = 0.35

function play(audio: AudioContext): void {
  NOTES.forEach((frequency, position) => {
    const start = audio.currentTime + position * LENGTH * 0.6
    const volume = audio.createGain()
    volume.gain.setValueAtTime(0.15, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH)
    const note = audio.createOscillator()
    note.frequency.value = frequency
    note.connect(volume).connect(audio.destination)
    note.start(start)
    note.stop(start + LENGTH)
  })
}
