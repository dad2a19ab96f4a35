import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PrintPage } from '../features/print/print-page.tsx'
import '../theme/fonts.ts'
import '../theme/tokens.css'
import '../theme/base.css'
import { createQueryClient } from './use-procedure.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <PrintPage />
    </QueryClientProvider>
  </StrictMode>,
)
