import { screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ADA, show } from '../testing/fixtures'
import PrivacyPage from './PrivacyPage'

afterEach(() => vi.restoreAllMocks())

const session = (answer: Response) => vi.spyOn(globalThis, 'fetch').mockResolvedValue(answer)

test('who is signed in can take their data away', async () => {
  session(Response.json(ADA))
  show(<PrivacyPage />, '/donnees-personnelles')
  const link = await screen.findByRole('link', { name: 'Télécharger mes données' })
  expect(link.getAttribute('href')).toBe('/api/v1/me/export')
  expect(link.getAttribute('download')).toBe('mes-donnees-web-conference.json')
})

test('who is not signed in reads all the same, and is offered to sign in', async () => {
  session(Response.json({}, { status: 401 }))
  show(<PrivacyPage />, '/donnees-personnelles')
  expect(await screen.findByRole('button', { name: /Me connecter/ })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Ce que le service enregistre' })).toBeTruthy()
})
