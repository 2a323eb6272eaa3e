// Writes src/api/schema.d.ts from the OpenAPI document of room-service, so that a changed API breaks
// the build and not the user.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const tool = at('../node_modules/openapi-typescript/bin/cli.js')
const document = at('../../../infra/contracts/api/rooms.openapi.json')
const run = spawnSync(process.execPath, [tool, document, '-o', at('../src/api/schema.d.ts')], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
process.exit(run.status ?? 1)
