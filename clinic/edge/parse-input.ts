import type { z } from 'zod'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'

/** Parses what a screen sent. The refusal names the fields that are wrong and never repeats what was in them. */
export function parseInput(schema: z.ZodType, input: unknown): Outcome<unknown> {
  try {
    const parsed = schema.safeParse(input)
    return parsed.success ? ok(parsed.data) : refuse('bad-input', { issues: issuesOf(parsed.error) })
  } catch (fault) {
    // Input nested so deeply that reading it exhausts the stack is garbage, not a fault of ours.
    if (fault instanceof RangeError) return refuse('bad-input', { issues: 'input' })
    throw fault
  }
}

const mostNamed = 8

function issuesOf(error: z.ZodError): string {
  const fields = new Set(error.issues.map(issue => issue.path.map(String).join('.') || 'input'))
  return [...fields].slice(0, mostNamed).join(', ').slice(0, 300)
}
