import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { anOpenRoom, aRoom, BRUNO, SCHOOL, show } from '../testing/fixtures'
import { RoomItem } from './RoomItem'
import { RoomList } from './RoomList'

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => aRoom({ id: `room${index}`, name: `Salle ${index}` }))
const names = () => screen.queryAllByRole('link').map(({ textContent }) => textContent)

test('S1 a search is offered from eight rooms on', () => {
  const { again } = show(<RoomList rooms={many(7)} selected={undefined} />)
  expect(screen.queryByRole('searchbox')).toBeNull()
  again(<RoomList rooms={many(8)} selected={undefined} />)
  expect(screen.getByRole('searchbox', { name: 'Rechercher une salle' })).toBeTruthy()
})

test('S1 a search without match says what was looked for, and is cleared by a button', async () => {
  const user = userEvent.setup()
  show(<RoomList rooms={many(8)} selected={undefined} />)
  await user.type(screen.getByRole('searchbox'), 'latin')
  expect(screen.getByText(/Aucune salle ne correspond à « latin »/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Effacer la recherche' }))
  expect(names()).toHaveLength(8)
})

test('S1 filters are pressed or not, and say how many rooms they leave', async () => {
  const user = userEvent.setup()
  const rooms = [aRoom(), anOpenRoom({ id: 'open', name: 'Physique' })]
  show(<RoomList rooms={rooms} selected={undefined} />)
  const open = screen.getByRole('button', { name: 'Ouvertes' })
  expect(open.getAttribute('aria-pressed')).toBe('false')
  await user.click(open)
  expect(open.getAttribute('aria-pressed')).toBe('true')
  expect(names()).toEqual(['Physique'])
  expect(screen.getByText('1 salle affichée')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'En direct' }))
  expect(screen.getByText('Aucune salle n’est diffusée en direct en ce moment.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Afficher toutes les salles' }))
  expect(names()).toEqual(['Physique', 'Maths 3B'])
})

test('S5 without rooms who may create is offered to; who may not is told whom to ask', () => {
  show(<RoomList rooms={[]} selected={undefined} />)
  expect(screen.getByRole('button', { name: 'Créer une salle' })).toBeTruthy()
})

test('S5 without rooms nor the right to create, one is told whom to ask', () => {
  show(<RoomList rooms={[]} selected={undefined} />, '/salles', { mayCreate: false })
  expect(screen.queryByRole('button', { name: 'Créer une salle' })).toBeNull()
  expect(screen.getByText(/Aucune salle ne vous a été partagée/)).toBeTruthy()
  expect(screen.getByText(/demandez à son propriétaire/)).toBeTruthy()
})

test('O3 an open room says who opened it, and when', () => {
  const room = anOpenRoom()
  show(<RoomItem room={{ ...room, opening: { ...room.opening!, by: BRUNO } }} selected={false} />)
  expect(screen.getByText(/^Ouverte par Bruno Petit à 10:04/)).toBeTruthy()
})

test('O6 the establishment is told to those who have several', () => {
  show(<RoomItem room={aRoom()} selected={false} />)
  expect(screen.queryByText(SCHOOL.name)).toBeNull()
})

test('O6 who has several establishments sees whose each room is', () => {
  const establishments = [
    { ...SCHOOL, publicLinks: true },
    { id: '0750002B', name: 'Lycée Curie', publicLinks: true },
  ]
  show(<RoomItem room={aRoom()} selected={false} />, '/salles', { establishments })
  expect(screen.getByText(SCHOOL.name)).toBeTruthy()
})
