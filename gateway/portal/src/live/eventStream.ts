export interface ServerEvent {
  type: string
  data: string
  id: string | undefined
  /** After how many milliseconds to come back when the line is lost. */
  retry?: number
}

/**
 * Reads a `text/event-stream`. Done with fetch rather than EventSource because that one hides the
 * heartbeats, by which a quiet line is told from a dead one, and the status of a refusal.
 */
export async function* serverEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onBytes()
      const blocks = (rest + decoder.decode(value, { stream: true }))
        .replaceAll('\r\n', '\n')
        .split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parsed(block)
        if (event !== undefined) yield event
      }
    }
  } finally {
    reader.releaseLock()
  }
}

function parsed(block: string): ServerEvent | undefined {
  let type = 'message'
  let id: string | undefined
  let retry: number | undefined
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (name === 'event') type = value ?? type
    else if (name === 'id') id = value
    else if (name === 'data') data.push(value ?? '')
    else if (name === 'retry' && /^\d+$/.test(value ?? '')) retry = Number(value)
  }
  const says = data.length > 0 || type === 'reset' || id !== undefined || retry !== undefined
  return says ? { type, data: data.join('\n'), id, ...(retry === undefined ? {} : { retry }) } : undefined
}
