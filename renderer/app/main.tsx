import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../theme/fonts.ts'
import '../theme/tokens.css'
import '../theme/base.css'
import { App } from './app.tsx'
import { listenForKeys } from './keys.ts'
import { applyRememberedLook } from './look.ts'
import { createQueryClient } from './use-procedure.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('the page has no #root')
applyRememberedLook()
listenForKeys()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
