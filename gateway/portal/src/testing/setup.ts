import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { startSpeaking } from '../i18n'
import { dismiss, shownToasts } from '../ui/news'
import { Watching } from './view'

// jsdom has none, and the dialogs look for elements by their ids
globalThis.CSS ??= { escape: (id: string) => id } as typeof CSS

globalThis.IntersectionObserver ??= Watching

configure({ asyncUtilTimeout: 5_000 })

beforeEach(() => startSpeaking('fr'))

afterEach(() => {
  cleanup()
  shownToasts().forEach(({ id }) => dismiss(id)) // one page for all tests: they would stay
  sessionStorage.clear()
  localStorage.clear()
})
