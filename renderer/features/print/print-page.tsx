import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Output } from '../../../domain/contract/contract.ts'
import { call } from '../../app/client.ts'
import { adoptPageRule, heightInMm, pageRule } from './page-size.ts'
import { Receipt } from './receipt.tsx'

/**
 * `print.html?job=ID`: the one document of a print job and nothing else. When it is laid out in its fonts the page says so:
 * `data-ready="yes"` and `data-height-mm` on the root element; `data-ready="failed"` with `data-code` when it cannot be.
 */
export function PrintPage() {
  const [found, setFound] = useState<Output<'prints.job'> | null>(null)
  const sheet = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const jobId = new URLSearchParams(window.location.search).get('job') ?? ''
    const find = async () => {
      const outcome = await call('prints.job', { jobId })
      if (outcome.ok) return setFound(outcome.value)
      document.documentElement.dataset['code'] = outcome.code
      document.documentElement.dataset['ready'] = 'failed'
    }
    void find()
  }, [])

  useLayoutEffect(() => {
    if (!found || !sheet.current) return undefined
    const element = sheet.current
    let withdraw = (): void => undefined
    let here = true
    document.title = found.job.label
    const measure = async () => {
      await document.fonts.ready
      if (!here) return
      const height = heightInMm(element)
      withdraw = adoptPageRule(pageRule(found.job.format, height))
      document.documentElement.dataset['heightMm'] = String(height)
      document.documentElement.dataset['ready'] = 'yes'
    }
    void measure()
    return () => {
      here = false
      withdraw()
    }
  }, [found])

  return <div ref={sheet}>{found && <Receipt printable={found.printable} format={found.job.format} />}</div>
}
