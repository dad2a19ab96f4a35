/**
 * A log must never end what it speaks of: on a full disk the clinic reads on, and the safe screen still comes. Lines that
 * cannot be written are counted, and the next one that can says how many are missing.
 */

type Fields = Readonly<Record<string, unknown>>

/** JSON lines through `append`, which may throw; the returned function does not. */
export function carefulLines(append: (text: string) => void): (line: Fields) => void {
  let lost = 0
  return line => {
    // A disk that filled up may hold half a line: the next one begins on its own.
    const text = lost === 0 ? `${JSON.stringify(line)}\n` : `\n${JSON.stringify({ ...line, lost })}\n`
    try {
      append(text)
      lost = 0
    } catch {
      lost += 1
    }
  }
}
