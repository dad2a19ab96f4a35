/** Tells how far a long work is: on a screen in place, elsewhere a line every ten seconds. */
export function progressTo(total: number, out: NodeJS.WriteStream, now: () => number): (done: number) => void {
  const since = now()
  const every = out.isTTY ? 250 : 10_000
  let told = since
  return done => {
    const at = now()
    if (at - told < every && done < total) return
    told = at
    const text = progressText(done, total, at - since)
    out.write(out.isTTY ? `\r${text.padEnd(70)}` : `${text}\n`)
  }
}

/** Tells how much of the indexes is made: on a screen in place, elsewhere once at the end. */
export function indexesTo(out: NodeJS.WriteStream): (made: number, of: number) => void {
  return (made, of) => {
    const text = `Indexes: ${made} of ${of} made`
    if (out.isTTY) out.write(`\r${text.padEnd(70)}`)
    else if (made === of) out.write(`${text}\n`)
  }
}

/** `34,500 of 1,200,000 entries, 28,400 a second, 41 s left`. Milliseconds so far. */
export function progressText(done: number, total: number, milliseconds: number): string {
  const rate = milliseconds > 0 ? (done * 1000) / milliseconds : 0
  const number = (value: number) => Math.round(value).toLocaleString('en-US')
  const left = rate > 0 ? `${number(Math.max(0, total - done) / rate)} s left` : 'just begun'
  return `${number(done)} of about ${number(total)} entries, ${number(rate)} a second, ${left}`
}
