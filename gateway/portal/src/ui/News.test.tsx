import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { show } from '../testing/fixtures'
import { ConfirmDialog } from './ConfirmDialog'
import { announce } from './news'

test('ux 12 what changes by itself is read out while a dialog is open too', async () => {
  show(
    <>
      <p>La page</p>
      <ConfirmDialog title="Sûr ?" confirm="Oui" onConfirm={() => {}} onCancel={() => {}}>
        <p>Vraiment ?</p>
      </ConfirmDialog>
    </>,
  )
  announce('La salle Maths 3B est ouverte')
  const said = await screen.findByText('La salle Maths 3B est ouverte')
  const silenced = (element: Element) => element.closest('[inert], [aria-hidden=true]') !== null
  expect(silenced(screen.getByText('La page'))).toBe(true)
  expect(silenced(said)).toBe(false)
})
