/** RFC 9562 section 5.7: 48 bits of Unix milliseconds, the rest drawn. */
export function uuidv7(now: number, random: (bytes: number) => Uint8Array): string {
  const bytes = random(10)
  const time = Math.floor(now).toString(16).padStart(12, '0')
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  const hex = time + Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
