import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const KB = 1024
const FIRST_LOAD = 200 * KB
const STYLES = 25 * KB

/** What the browser fetches before « Mes salles » is seen, beside the entry itself. */
const ROUTE = /\/rooms\/RoomsPage\.tsx$|\/locales\/fr\.json$/

/** Fails the build when the first load grows too big: its scripts, compressed, or its styles. */
function budgets(): Plugin {
  return {
    name: 'budgets',
    writeBundle(_, bundle) {
      const first = new Set<string>()
      const visit = (name: string) => {
        const chunk = bundle[name]
        if (chunk?.type !== 'chunk' || first.has(name)) return
        first.add(name)
        chunk.imports.forEach(visit)
      }
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && (file.isEntry || ROUTE.test(file.facadeModuleId ?? '')))
          visit(file.fileName)
      }
      let scripts = 0
      const sheets = new Set<string>()
      for (const name of first) {
        const chunk = bundle[name]
        if (chunk?.type !== 'chunk') continue
        scripts += gzipSync(chunk.code).length
        chunk.viteMetadata?.importedCss.forEach((sheet) => sheets.add(sheet))
      }
      let styles = 0
      for (const name of sheets) {
        const sheet = bundle[name]
        if (sheet?.type === 'asset') styles += sheet.source.length
      }
      const found = `first load ${kb(scripts)} of ${kb(FIRST_LOAD)} gzip, styles ${kb(styles)} of ${kb(STYLES)}`
      if (scripts > FIRST_LOAD || styles > STYLES) this.error(`over budget: ${found}`)
      this.info(found)
    },
  }
}

const kb = (bytes: number) => `${(bytes / KB).toFixed(1)} kB`

export default defineConfig({
  plugins: [react(), budgets()],
  build: { outDir: 'dist', sourcemap: false },
  test: {
    environment: 'jsdom',
    isolate: false, // one jsdom for all: setting one up costs more than the tests
    testTimeout: 20_000, // whole dialogs are typed into, on machines with other things to do
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
  },
})
