import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { anOpenRoom, aRoom, aStream, BRUNO, show, streaming } from '../testing/fixtures'
import { RoomItem } from './RoomItem'

test.each([
  ['CLOSED', 'Fermée'],
  ['OPENING', 'Ouverture…'],
  ['OPEN', 'Ouverte'],
  ['CLOSING', 'Fermeture…'],
] as const)('S7 %s is told by a word and an icon: « %s »', (status, word) => {
  show(<RoomItem room={aRoom({ status })} selected={false} />)
  const sign = screen.getByText(word).parentElement
  expect(sign?.querySelector('svg')).not.toBeNull()
})

test('S7 an open room tells how many are there', () => {
  show(<RoomItem room={anOpenRoom()} selected={false} />)
  expect(screen.getByText('23 personnes, dont 2 modérateurs')).toBeTruthy()
})

test('S8 the waiting room has its sign, and none when it is off', () => {
  const { again } = show(<RoomItem room={aRoom({ waitingRoom: true })} selected={false} />)
  expect(screen.getByText('Salle d’attente activée')).toBeTruthy()
  again(<RoomItem room={aRoom()} selected={false} />)
  expect(screen.queryByText('Salle d’attente activée')).toBeNull()
})

test('S8 people at the door of a room that is not open have their sign, and none when nobody is there', () => {
  const { again } = show(<RoomItem room={aRoom({ waiting: 3 })} selected={false} />)
  expect(screen.getByText('3 personnes attendent')).toBeTruthy()
  again(<RoomItem room={aRoom({ waiting: 1 })} selected={false} />)
  expect(screen.getByText('1 personne attend')).toBeTruthy()
  again(<RoomItem room={aRoom()} selected={false} />)
  expect(screen.queryByText(/attend/)).toBeNull()
})

test('S9 streaming has its sign, and none when it is off', () => {
  const { again } = show(<RoomItem room={aRoom({ streaming })} selected={false} />)
  expect(screen.getByText('Streaming activé')).toBeTruthy()
  again(<RoomItem room={aRoom()} selected={false} />)
  expect(screen.queryByText('Streaming activé')).toBeNull()
})

test('S10 the sign is green with « En direct » once the stream is effective, and not before', () => {
  const room = anOpenRoom({ streaming, stream: aStream({ state: 'CONNECTING', wanted: 'LIVE' }) })
  const { again } = show(<RoomItem room={room} selected={false} />)
  expect(screen.queryByText('En direct')).toBeNull()
  again(<RoomItem room={{ ...room, stream: aStream() }} selected={false} />)
  expect(screen.getByText('En direct').parentElement?.dataset.tone).toBe('green')
})

test('S11 sharing has its sign, and loses it with the last share', () => {
  const room = aRoom({ shares: { people: 4, groups: 1, version: 1 } })
  const { again } = show(<RoomItem room={room} selected={false} />)
  expect(screen.getByText('Partagée avec 4 personnes et 1 groupe')).toBeTruthy()
  again(<RoomItem room={aRoom()} selected={false} />)
  expect(screen.queryByText(/Partagée/)).toBeNull()
})

test('S2 a room of somebody else says whose it is and what one is there', () => {
  show(<RoomItem room={aRoom({ role: 'MANAGER', owner: BRUNO })} selected={false} />)
  expect(screen.getByText('Partagée par Bruno Petit (Gestionnaire)')).toBeTruthy()
})
