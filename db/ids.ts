/** UUIDv7 made on this PC: ordered by the moment of making, also within one millisecond, so that indexes grow at their end. */

/** Source: RFC 9562 section 5.7, method 3 of 6.2 (the bits after the version count up within a millisecond). */
export function makeIds(clock: () => number, random: (bytes: number) => Uint8Array): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const now = Math.max(0, Math.floor(clock()))
    const bytes = random(10)
    if (now > lastMs) {
      lastMs = now
      // The top bit stays free, so that there is room to count.
      counter = (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & 0x7ff
    } else if (++counter > 0xfff) {
      lastMs += 1
      counter = 0
    }
    const time = lastMs.toString(16).padStart(12, '0')
    const count = counter.toString(16).padStart(3, '0')
    const variant = (((bytes[2] ?? 0) & 0x3f) | 0x80).toString(16)
    const tail = Buffer.from(bytes.buffer, bytes.byteOffset + 3, 7).toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
  }
}
