import { expect, test, vi } from 'vitest'
import { serverEvents, type ServerEvent } from './eventStream'

function streamOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(encoder.encode(piece)))
      controller.close()
    },
  })
}

async function read(onBytes: () => void, ...pieces: string[]) {
  const events: ServerEvent[] = []
  for await (const event of serverEvents(streamOf(...pieces), onBytes)) events.push(event)
  return events
}

test('S13 events are read with their type, id and data, however they are cut', async () => {
  const text = 'retry: 3000\n\nid: 7\nevent: room\ndata: {"name":\ndata: "Éco"}\n\nid:8\nevent:gone\ndata:{}\n\n'
  const expected = [
    { type: 'message', id: undefined, data: '', retry: 3000 },
    { type: 'room', id: '7', data: '{"name":\n"Éco"}' },
    { type: 'gone', id: '8', data: '{}' },
  ]
  expect(await read(() => {}, text)).toEqual(expected)
  expect(await read(() => {}, ...text.split(/(?<=.)/s))).toEqual(expected)
})

test('S13 a heartbeat is no event, but shows that the line is alive', async () => {
  const alive = vi.fn()
  expect(await read(alive, ': heartbeat\n\n')).toEqual([])
  expect(alive).toHaveBeenCalled()
})

test('S13 a reset needs no data', async () => {
  expect(await read(() => {}, 'event: reset\n\n')).toMatchObject([{ type: 'reset' }])
})

test('F39 the first words of a line say where it begins and when to come back, and tell nothing', async () => {
  expect(await read(() => {}, 'retry: 7250\nid: 41\n\n')).toEqual([{ type: 'message', id: '41', data: '', retry: 7250 }])
  expect(await read(() => {}, 'retry: soon\n:\n\n')).toEqual([])
})
