// Writes src/api/*.d.ts from the services' OpenAPI documents, so that a changed API breaks the build and
// not the user.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const tool = at('../node_modules/openapi-typescript/bin/cli.js')
const written = { rooms: 'schema', streams: 'streams' }

for (const [service, types] of Object.entries(written)) {
  const document = at(`../../../infra/contracts/api/${service}.openapi.json`)
  const run = spawnSync(process.execPath, [tool, document, '-o', at(`../src/api/${types}.d.ts`)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
