// Reads what a target recorded, with ffprobe and ffmpeg: the only judge of a stream.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const quiet = { maxBuffer: 256 * 1024 * 1024 }

/** `{video: {codec_name, width, height}, audio: {codec_name, sample_rate, channels}, seconds}` */
export async function probe(file) {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file], quiet)
  const { streams, format } = JSON.parse(stdout)
  const { stdout: last } = await run('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file], quiet)
  const times = last.trim().split('\n').map(parseFloat).filter((t) => !Number.isNaN(t))
  return {
    video: streams.find((s) => s.codec_type === 'video'),
    audio: streams.find((s) => s.codec_type === 'audio'),
    seconds: Number(format.duration) || times.at(-1) - times[0],
    pictures: times,
  }
}

/** Stretches of silence of at least `least` seconds: `[{start, end}]`. */
export async function silences(file, { least = 0.1, below = '-50dB' } = {}) {
  const { stderr } = await run('ffmpeg', ['-hide_banner', '-nostats', '-i', file, '-vn', '-af', `silencedetect=noise=${below}:d=${least}`, '-f', 'null', '-'], quiet)
  const found = []
  for (const line of stderr.split('\n')) {
    const start = /silence_start: ([\d.-]+)/.exec(line)
    const end = /silence_end: ([\d.]+)/.exec(line)
    if (start) found.push({ start: Number(start[1]), end: Infinity })
    if (end) found.at(-1).end = Number(end[1])
  }
  return found
}

/** Grey pictures, one every `every` seconds, cut to a box: `[{at, pixels, width, height}]`. */
export async function pictures(file, { x, y, width, height }, { every = 0.5 } = {}) {
  const { stdout } = await run(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-an', '-vf', `fps=${1 / every},crop=${width}:${height}:${x}:${y}`, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
    { ...quiet, encoding: 'buffer' },
  )
  const size = width * height
  return Array.from({ length: Math.floor(stdout.length / size) }, (_, i) => ({
    at: i * every,
    pixels: stdout.subarray(i * size, (i + 1) * size),
    width,
    height,
  }))
}
