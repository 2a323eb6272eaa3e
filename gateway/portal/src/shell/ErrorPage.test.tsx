import { act, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Problem } from '../api/problem'
import { show } from '../testing/fixtures'
import { ErrorPage } from './ErrorPage'

afterEach(() => {
  vi.useRealTimers()
})

const title = () => screen.getByRole('heading', { level: 1 }).textContent

test.each([
  [403, 'Vous n’avez pas accès à cette salle'],
  [404, 'Vous n’avez pas accès à cette salle'],
  [410, 'Cette salle n’existe plus'],
  [429, 'Trop de demandes'],
  [500, 'Une erreur est survenue'],
  [503, 'Le service est momentanément indisponible'],
  [0, 'Le service est momentanément indisponible'],
])('%d has its page, and a way on', (status, expected) => {
  const retry = vi.fn()
  show(<ErrorPage error={new Problem(status)} onRetry={retry} />)
  expect(title()).toBe(expected)
  expect(screen.queryByRole('link') ?? screen.queryByRole('button')).not.toBeNull()
})

test('O12 who may not use the portal is told so, not that a room is missing', () => {
  show(<ErrorPage error={new Problem(403, { type: 'urn:problem:not-welcome' })} />)
  expect(title()).toBe('Vous n’avez pas accès à Web-conférence')
})

test('too many questions: asking again waits as long as the server said', async () => {
  vi.useFakeTimers()
  const retry = vi.fn()
  show(<ErrorPage error={new Problem(429, {}, 20)} onRetry={retry} />)
  const waiting = screen.getByRole('button', { name: 'Réessayez dans 20 s.' })
  expect(waiting.getAttribute('aria-disabled')).toBe('true')
  await act(() => vi.advanceTimersByTimeAsync(21_000))
  screen.getByRole('button', { name: 'Réessayer' }).click()
  expect(retry).toHaveBeenCalledOnce()
})

test('an error that nobody foresaw has the code that support can find', () => {
  show(<ErrorPage error={new Problem(500, { title: 'Non', code: '4bf92f35' })} />)
  expect(screen.getByText(/4bf92f35/)).toBeTruthy()
})

test('ux 10 that nothing was changed is said where the server says it, and nowhere else', () => {
  const retry = vi.fn()
  const nothing = /Rien n’a été modifié\. Réessayez/
  const { again } = show(
    <ErrorPage error={new Problem(500, { unchanged: true, code: '4bf92f35' })} onRetry={retry} />,
  )
  expect(title()).toBe('Une erreur est survenue')
  expect(screen.getByText(nothing)).toBeTruthy()
  expect(screen.getByText(/4bf92f35/)).toBeTruthy()
  screen.getByRole('button', { name: 'Réessayer' }).click()
  expect(retry).toHaveBeenCalledOnce()
  again(<ErrorPage error={new Problem(500, { code: '4bf92f35' })} onRetry={retry} />)
  expect(screen.queryByText(/Rien n’a été modifié/)).toBeNull()
})

test('ux 10 maintenance says until when, and may be asked about before', () => {
  const retry = vi.fn()
  const detail = 'Retour prévu le mercredi 4 mars à 18:30.'
  const problem = new Problem(503, { type: 'urn:problem:maintenance', title: 'Non', detail }, 7200)
  show(<ErrorPage error={problem} onRetry={retry} />)
  expect(title()).toBe('Maintenance en cours')
  expect(screen.getByText(detail)).toBeTruthy()
  screen.getByRole('button', { name: 'Réessayer' }).click()
  expect(retry).toHaveBeenCalledOnce()
})
