import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { startSpeaking } from '../i18n'
import { dismiss, shownToasts } from '../ui/news'

// jsdom has none, and the dialogs look for elements by their ids
globalThis.CSS ??= { escape: (id: string) => id } as typeof CSS

configure({ asyncUtilTimeout: 5_000 })

beforeEach(() => startSpeaking('fr'))

afterEach(() => {
  cleanup()
  shownToasts().forEach(({ id }) => dismiss(id)) // one page for all tests: they would stay
  sessionStorage.clear()
  localStorage.clear()
})
