import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './App'
import { Problem } from './api/problem'
import { preferred, startSpeaking } from './i18n'
import './style/tokens.css'
import './style/base.css'

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
