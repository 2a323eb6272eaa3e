import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import CreateDialog from '../settings/CreateDialog'
import { ADA, BRUNO, show } from '../testing/fixtures'
import { aServer } from '../testing/server'
import { SignedIn } from './SignedIn'

aServer({ 'GET /api/v1/config': { streamHosts: [] } })

const creatingAs = (person: { id: string; name: string }) =>
  show(
    <Routes>
      <Route element={<SignedIn />}>
        <Route path="salles" element={<CreateDialog />} />
      </Route>
    </Routes>,
    '/salles?action=creer',
    person,
  )
const name = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Nom de la salle' })
const type = (text: string) => userEvent.setup().type(name(), text)

test('ux 10 what was typed comes back to who typed it, after a sign-in in between', async () => {
  const { unmount } = creatingAs(ADA)
  await type('Conseil')
  unmount()
  creatingAs(ADA)
  expect(name().value).toBe('Conseil')
})

test('ux 10 who signs in next in the same tab gets nothing of it, and it is thrown away', async () => {
  const ada = creatingAs(ADA)
  await type('Conseil')
  ada.unmount()
  const bruno = creatingAs(BRUNO)
  expect(name().value).toBe('')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('Conseil')
  bruno.unmount()
  creatingAs(ADA)
  expect(name().value).toBe('')
})

test('ux 10 nor does who signs in in another tab, while the dialog is open', async () => {
  const { client } = creatingAs(ADA)
  await type('Conseil')
  act(() => client.setQueryData(['session'], BRUNO))
  await screen.findByDisplayValue('')
  expect(name().value).toBe('')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('Conseil')
})
