import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', cssCodeSplit: false },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
})
