import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { startSpeaking } from '../i18n'

// jsdom has none, and the dialogs look for elements by their ids
globalThis.CSS ??= { escape: (id: string) => id } as typeof CSS

configure({ asyncUtilTimeout: 5_000 })

beforeEach(() => startSpeaking('fr'))

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  localStorage.clear()
})
