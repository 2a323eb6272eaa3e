// Writes src/api/schema.d.ts from the OpenAPI document of room-service, so that a changed API breaks
// the build and not the user. Without the document the schema at hand is kept.
import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const document = at('../../../infra/contracts/api/rooms.openapi.json')
if (existsSync(document)) {
  const tool = at('../node_modules/openapi-typescript/bin/cli.js')
  const run = spawnSync(process.execPath, [tool, document, '-o', at('../src/api/schema.d.ts')], {
    stdio: 'inherit',
  })
  process.exit(run.status ?? 1)
}
