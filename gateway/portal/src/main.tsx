import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './App'
import { Problem } from './api/problem'
import { preferred, startSpeaking } from './i18n'
import './style/tokens.css'
import './style/base.css'

const RENEWED_ONCE_IN = 60_000

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !isFinal(error),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

/** An answer that asking again does not change. */
function isFinal(error: Error): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500
}

/** A part of the portal that is no longer there: a newer one was put in place. Its page has it. */
addEventListener('vite:preloadError', (event) => {
  const before = Number(sessionStorage.getItem('renewed'))
  if (Date.now() - before < RENEWED_ONCE_IN) return
  event.preventDefault()
  sessionStorage.setItem('renewed', String(Date.now()))
  location.reload()
})

await startSpeaking(preferred())
createRoot(document.getElementById('portal')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
