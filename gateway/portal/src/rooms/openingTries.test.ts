import { expect, test } from 'vitest'
import { Problem } from '../api/problem'
import { TEN } from '../testing/fixtures'
import { obstacleOf, pauseBefore, TRIES } from './openingTries'

const problem = (status: number, type = '') => new Problem(status, { type: `urn:problem:${type}` })

test('S26 a video service that does not answer is asked again; one that refuses is not', () => {
  expect(obstacleOf({ reason: 'UNREACHABLE', at: TEN }, undefined)).toBe('SERVICE')
  expect(obstacleOf({ reason: 'NO_SERVER', at: TEN }, undefined)).toBe('SERVICE')
  expect(obstacleOf({ reason: 'REFUSED', at: TEN }, undefined)).toBeUndefined()
  expect(obstacleOf({ reason: 'CANCELLED', at: TEN }, undefined)).toBeUndefined()
})

test('O8 a full platform is asked again after half a minute; a full establishment is not', () => {
  expect(obstacleOf(null, problem(409, 'platform-full'))).toBe('FULL')
  expect(pauseBefore(2, 'FULL')).toBe(30_000)
  expect(obstacleOf(null, problem(409, 'establishment-full'))).toBeUndefined()
  expect(obstacleOf(null, problem(503))).toBe('SERVICE')
  expect(obstacleOf(null, problem(503, 'maintenance'))).toBeUndefined()
})

test('S26 a service in trouble is left longer each time', () => {
  const pauses = Array.from({ length: TRIES - 1 }, (_, tries) => pauseBefore(tries + 2, 'SERVICE'))
  expect(pauses).toEqual([5_000, 10_000, 15_000, 20_000])
})
